// The door for LAMMPS builds with the PLUGIN package: `plugin load jinnplugin.so`.
#include "compute_jinn.h"
#include "pair_jinn.h"

namespace {

// LAMMPS's plugin interface, the same from 29Sep2021 to 2025; its header is often not installed.
struct Plugin {
  const char *version;
  const char *style;
  const char *name;
  const char *info;
  const char *author;
  union {
    void *(*of_pair)(void *);
    void *(*of_compute)(void *, int, char **);
  } creator;
  void *handle;
};

using Register = void (*)(Plugin *, void *);

void *create(void *lmp)
{
  return LAMMPS_NS::create_pair_jinn(static_cast<LAMMPS_NS::LAMMPS *>(lmp));
}

void *create_compute(void *lmp, int narg, char **arg)
{
  return LAMMPS_NS::create_compute_jinn(static_cast<LAMMPS_NS::LAMMPS *>(lmp), narg, arg);
}

}    // namespace

extern "C" void lammpsplugin_init(void *lmp, void *handle, void *register_function)
{
  const auto add = reinterpret_cast<Register>(register_function);
  Plugin plugin = {JINN_LAMMPS_VERSION, "pair", "jinn", "JINN: neural-network potentials in Java",
                   "the JINN developers", {&create}, handle};
  add(&plugin, lmp);
  plugin.name = "nn";    // the name in SIMPLE-NN's scripts
  add(&plugin, lmp);
  plugin.style = "compute";
  plugin.info = "JINN: uncertainty of each atom";
  plugin.creator.of_compute = &create_compute;
  for (const char *name : {LAMMPS_NS::ComputeJinn::SPREAD, LAMMPS_NS::ComputeJinn::OUTSIDE}) {
    plugin.name = name;
    add(&plugin, lmp);
  }
}
