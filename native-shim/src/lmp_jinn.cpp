// The door for LAMMPS builds without the PLUGIN package: LAMMPS itself, from its shared library,
// with the styles `jinn` and `nn` added. Takes the options of `lmp`.
#include "pair_jinn.h"

#include "force.h"
#include "input.h"
#include "lammps.h"

#include <cstdio>
#include <exception>

#include <dlfcn.h>
#include <mpi.h>

using LAMMPS_NS::Force;
using LAMMPS_NS::LAMMPS;

namespace {

void add_styles(Force *force)
{
  (*force->pair_map)["jinn"] = &LAMMPS_NS::create_pair_jinn;
  (*force->pair_map)["nn"] = &LAMMPS_NS::create_pair_jinn;
}

}    // namespace

// The `clear` command makes a new Force with a new table of styles, from inside the library. This
// function stands in front of the library's Force::Force(LAMMPS *) (the dynamic linker asks the
// program first), calls it, and adds our styles to every table.
extern "C" void jinn_force_constructor(Force *, LAMMPS *)
    __asm__("_ZN9LAMMPS_NS5ForceC1EPNS_6LAMMPSE") __attribute__((visibility("default")));

extern "C" void jinn_force_constructor(Force *self, LAMMPS *lmp)
{
  using Constructor = void (*)(Force *, LAMMPS *);
  static const auto original =
      reinterpret_cast<Constructor>(dlsym(RTLD_NEXT, "_ZN9LAMMPS_NS5ForceC1EPNS_6LAMMPSE"));
  if (!original) {
    std::fputs("lmp-jinn: liblammps.so has no constructor of Force\n", stderr);
    MPI_Abort(MPI_COMM_WORLD, 1);
  }
  original(self, lmp);
  add_styles(self);
}

int main(int argc, char **argv)
{
  MPI_Init(&argc, &argv);
  try {
    auto *lammps = new LAMMPS(argc, argv, MPI_COMM_WORLD);
    add_styles(lammps->force);    // a library that cannot be interposed: lost after `clear` only
    lammps->input->file();
    delete lammps;
  } catch (const std::exception &) {
    // a LAMMPS with exceptions has printed the message; end all ranks, whoever threw
    MPI_Abort(MPI_COMM_WORLD, 1);
  }
  MPI_Barrier(MPI_COMM_WORLD);
  MPI_Finalize();
  return 0;
}
