// A LAMMPS that is not the release JINN was compiled for is refused with a sentence.
#undef JINN_LAMMPS_NUMBER
#define JINN_LAMMPS_NUMBER 20990101
#include "lammps_compat.h"

#include <cstdio>

int main(int argc, char **argv)
{
  MPI_Init(&argc, &argv);
  char name[] = "lmp", log[] = "-log", none[] = "none";
  char *args[] = {name, log, none, nullptr};
  auto *lammps = new LAMMPS_NS::LAMMPS(3, args, MPI_COMM_WORLD);
  jinn::require_same_lammps(lammps);
  puts("went on");
  delete lammps;
  MPI_Finalize();
  return 0;
}
