// The door for LAMMPS builds without the PLUGIN package: LAMMPS itself, from its shared library,
// with the pair styles `jinn` and `nn` and their computes added. Takes the options of `lmp`.
#include "compute_jinn.h"
#include "pair_jinn.h"

#include "force.h"
#include "input.h"
#include "lammps.h"
#include "modify.h"

#include <cstdio>
#include <cstring>
#include <exception>
#include <typeinfo>

#include <dlfcn.h>
#include <mpi.h>

using LAMMPS_NS::Force;
using LAMMPS_NS::LAMMPS;
using LAMMPS_NS::Modify;

namespace {

void add_styles(Force *force)
{
  (*force->pair_map)["jinn"] = &LAMMPS_NS::create_pair_jinn;
  (*force->pair_map)["nn"] = &LAMMPS_NS::create_pair_jinn;
}

void add_styles(Modify *modify)
{
  using LAMMPS_NS::ComputeJinn;
  (*modify->compute_map)[ComputeJinn::SPREAD] = &LAMMPS_NS::create_compute_jinn;
  (*modify->compute_map)[ComputeJinn::OUTSIDE] = &LAMMPS_NS::create_compute_jinn;
}

// Calls the library's constructor of that (mangled) name, then adds our styles.
template <typename Table> void construct(const char *name, Table *self, LAMMPS *lmp)
{
  using Constructor = void (*)(Table *, LAMMPS *);
  const auto original = reinterpret_cast<Constructor>(dlsym(RTLD_NEXT, name));
  if (!original) {
    std::fprintf(stderr, "lmp-jinn: liblammps.so has no constructor %s\n", name);
    MPI_Abort(MPI_COMM_WORLD, 1);
  }
  original(self, lmp);
  add_styles(self);
}

}    // namespace

// The `clear` command makes a new Force and a new Modify with new tables of styles, from inside the
// library. These functions stand in front of the library's Force::Force(LAMMPS *) and
// Modify::Modify(LAMMPS *) (the dynamic linker asks the program first).
extern "C" void jinn_force_constructor(Force *, LAMMPS *)
    __asm__("_ZN9LAMMPS_NS5ForceC1EPNS_6LAMMPSE") __attribute__((visibility("default")));

extern "C" void jinn_modify_constructor(Modify *, LAMMPS *)
    __asm__("_ZN9LAMMPS_NS6ModifyC1EPNS_6LAMMPSE") __attribute__((visibility("default")));

extern "C" void jinn_force_constructor(Force *self, LAMMPS *lmp)
{
  construct("_ZN9LAMMPS_NS5ForceC1EPNS_6LAMMPSE", self, lmp);
}

extern "C" void jinn_modify_constructor(Modify *self, LAMMPS *lmp)
{
  construct("_ZN9LAMMPS_NS6ModifyC1EPNS_6LAMMPSE", self, lmp);
}

int main(int argc, char **argv)
{
  MPI_Init(&argc, &argv);
  try {
    auto *lammps = new LAMMPS(argc, argv, MPI_COMM_WORLD);
    add_styles(lammps->force);    // a library that cannot be interposed: lost after `clear` only
    add_styles(lammps->modify);
    lammps->input->file();
    delete lammps;
  } catch (const std::exception &e) {
    // a LAMMPS with exceptions has printed its own; end all ranks, whoever threw
    if (!std::strstr(typeid(e).name(), "LAMMPS")) std::fprintf(stderr, "ERROR: %s\n", e.what());
    MPI_Abort(MPI_COMM_WORLD, 1);
  }
  MPI_Barrier(MPI_COMM_WORLD);
  MPI_Finalize();
  return 0;
}
