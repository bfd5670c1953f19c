// Run by CMake: prints the release of the LAMMPS library as a number and as text, if headers and
// library agree on the sizes of integers.
#include "lammps.h"
#include "library.h"
#include "lmptype.h"

#include <cstdio>

#include <mpi.h>

int main(int argc, char **argv)
{
  MPI_Init(&argc, &argv);
  char name[] = "lmp", screen[] = "-screen", log[] = "-log", none[] = "none", none2[] = "none";
  char *args[] = {name, screen, none, log, none2, nullptr};
  auto *lammps = new LAMMPS_NS::LAMMPS(5, args, MPI_COMM_WORLD);
  const int tagint = lammps_extract_setting(lammps, "tagint");
  const int bigint = lammps_extract_setting(lammps, "bigint");
  if (tagint != sizeof(LAMMPS_NS::tagint) || bigint != sizeof(LAMMPS_NS::bigint))
    std::printf("it was built with other sizes of integers (tagint %d, bigint %d bytes) than its "
                "headers have without flags: set CXXFLAGS=-DLAMMPS_BIGBIG or -DLAMMPS_SMALLSMALL;",
                tagint, bigint);
  else
    std::printf("jinn:%d:%s:\n", lammps->num_ver, lammps->version);
  std::fflush(stdout);
  delete lammps;
  MPI_Finalize();
  return 0;
}
