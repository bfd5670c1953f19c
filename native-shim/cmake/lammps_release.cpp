// Run by CMake: prints the release of the LAMMPS library as a number and as text.
#include "lammps.h"

#include <cstdio>

#include <mpi.h>

int main(int argc, char **argv)
{
  MPI_Init(&argc, &argv);
  char name[] = "lmp", screen[] = "-screen", log[] = "-log", none[] = "none", none2[] = "none";
  char *args[] = {name, screen, none, log, none2, nullptr};
  auto *lammps = new LAMMPS_NS::LAMMPS(5, args, MPI_COMM_WORLD);
  std::printf("jinn:%d:%s:\n", lammps->num_ver, lammps->version);
  std::fflush(stdout);
  delete lammps;
  MPI_Finalize();
  return 0;
}
