// Loads jinnplugin.so as LAMMPS's PLUGIN package does, in a LAMMPS without that package.
// Usage: plugin_test PLUGIN POTENTIAL DATA ENERGY
#include "check.h"

#include "force.h"
#include "input.h"
#include "lammps.h"
#include "modify.h"
#include "pair.h"

#include <cmath>

#include <dlfcn.h>
#include <mpi.h>

using namespace LAMMPS_NS;

namespace {

struct Plugin {
  const char *version, *style, *name, *info, *author;
  void *creator;
  void *handle;
};

std::string registered;

void add_plugin(Plugin *plugin, void *lmp)
{
  auto *lammps = static_cast<LAMMPS *>(lmp);
  check_equal("version", std::string(lammps->version), plugin->version);
  registered += std::string(plugin->name) + " ";
  if (std::string(plugin->style) == "compute") {
    (*lammps->modify->compute_map)[plugin->name] =
        reinterpret_cast<Modify::ComputeCreator>(plugin->creator);
    return;
  }
  check_equal("style", std::string("pair"), plugin->style);
  (*lammps->force->pair_map)[plugin->name] =
      reinterpret_cast<Force::PairCreator>(plugin->creator);
}

void load(LAMMPS *lammps, const std::string &file)
{
  void *handle = dlopen(file.c_str(), RTLD_NOW);
  if (!handle) throw std::runtime_error(dlerror());
  using Init = void (*)(void *, void *, void *);
  const auto init = reinterpret_cast<Init>(dlsym(handle, "lammpsplugin_init"));
  if (!init) throw std::runtime_error(dlerror());
  init(lammps, handle, reinterpret_cast<void *>(&add_plugin));
  dlclose(handle);    // as `clear` does; the plugin must stay in memory
}

double energy(LAMMPS *lammps, const std::string &style, const std::string &potential,
              const std::string &data)
{
  const std::string commands[] = {"units metal", "read_data " + data, "pair_style " + style,
                                  "pair_coeff * * " + potential + " Si", "run 0 post no"};
  for (const std::string &command : commands) lammps->input->one(command);
  return lammps->force->pair->eng_vdwl;
}

}    // namespace

int main(int argc, char **argv)
{
  if (argc != 5) return 2;
  MPI_Init(&argc, &argv);
  char name[] = "lmp", screen[] = "-screen", log[] = "-log", none[] = "none";
  char *args[] = {name, screen, none, log, none, nullptr};
  auto *lammps = new LAMMPS(5, args, MPI_COMM_WORLD);
  const double expected = std::stod(argv[4]);
  for (const char *style : {"jinn", "nn", "jinn"}) {
    load(lammps, argv[1]);
    const double found = energy(lammps, style, argv[2], argv[3]);
    check_equal(std::string("energy of ") + style, true, std::fabs(found - expected) < 1e-7);
    lammps->input->one(std::string("clear"));
  }
  const std::string all_names = "jinn nn jinn/spread jinn/outside ";
  check_equal("names", all_names + all_names + all_names, registered);
  delete lammps;
  MPI_Finalize();
  return failures();
}
