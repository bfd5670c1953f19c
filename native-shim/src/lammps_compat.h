// Every difference between LAMMPS releases that concerns JINN, from 29Sep2021 on. The JINN_LAMMPS_
// macros come from CMake: feature checks against the headers, and the release asked of the library.
#pragma once

#include "comm.h"
#include "error.h"
#include "lammps.h"
#include "pair.h"

#include <string>

#include <dlfcn.h>

namespace jinn {

inline void reverse_comm(LAMMPS_NS::Comm *comm, LAMMPS_NS::Pair *pair)
{
#ifdef JINN_LAMMPS_HAS_REVERSE_COMM_PAIR
  comm->reverse_comm_pair(pair);
#else
  comm->reverse_comm(pair);
#endif
}

// The layout of class Pair changes between releases, so the running LAMMPS must be the release
// this file was compiled for. Asked through the C library interface if it is there, because the
// place of lmp->num_ver could differ too.
inline int running_lammps(LAMMPS_NS::LAMMPS *lmp)
{
  using Version = int (*)(void *);
  if (auto version = reinterpret_cast<Version>(dlsym(RTLD_DEFAULT, "lammps_version")))
    return version(lmp);
  return lmp->num_ver;
}

inline void require_same_lammps(LAMMPS_NS::LAMMPS *lmp)
{
  const int running = running_lammps(lmp);
  if (running == JINN_LAMMPS_NUMBER) return;
  // a std::string picks the plain overload, which every release exports
  const std::string message = "JINN was compiled for LAMMPS " + std::to_string(JINN_LAMMPS_NUMBER) +
      ", but this is LAMMPS " + std::to_string(running) + ": build JINN again with LAMMPS_DIR " +
      "set to this LAMMPS";
  lmp->error->all(FLERR, message);
}

}    // namespace jinn
