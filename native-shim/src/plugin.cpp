// The door for LAMMPS builds with the PLUGIN package: `plugin load jinnplugin.so`.
#include "pair_jinn.h"

namespace {

// LAMMPS's plugin interface, the same from 29Sep2021 to 2025; its header is often not installed.
struct Plugin {
  const char *version;
  const char *style;
  const char *name;
  const char *info;
  const char *author;
  void *(*creator)(void *);    // in LAMMPS a union of function pointers
  void *handle;
};

using Register = void (*)(Plugin *, void *);

void *create(void *lmp)
{
  return LAMMPS_NS::create_pair_jinn(static_cast<LAMMPS_NS::LAMMPS *>(lmp));
}

}    // namespace

extern "C" void lammpsplugin_init(void *lmp, void *handle, void *register_function)
{
  const auto add = reinterpret_cast<Register>(register_function);
  Plugin plugin = {JINN_LAMMPS_VERSION, "pair", "jinn", "JINN: neural-network potentials in Java",
                   "the JINN developers", &create, handle};
  add(&plugin, lmp);
  plugin.name = "nn";    // the name in SIMPLE-NN's scripts
  add(&plugin, lmp);
}
