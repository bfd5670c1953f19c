// The LAMMPS computes `jinn/spread` and `jinn/outside`: what pair style jinn knows of each atom
// beside its force. As LAMMPS's own computes of atoms they have no scalar: compute reduce has.
#ifndef JINN_COMPUTE_JINN_H
#define JINN_COMPUTE_JINN_H

#include "compute.h"

namespace LAMMPS_NS {

class PairJinn;

class ComputeJinn : public Compute {
 public:
  static constexpr const char *SPREAD = "jinn/spread";    // of a committee's forces, eV/A
  // distance from the training range, in its widths
  static constexpr const char *OUTSIDE = "jinn/outside";

  ComputeJinn(LAMMPS *, int, char **);
  ~ComputeJinn() override;
  ComputeJinn(const ComputeJinn &) = delete;
  ComputeJinn &operator=(const ComputeJinn &) = delete;

  void init() override;
  void compute_peratom() override;
  double memory_usage() override;

  // Whether a compute of this style is to be evaluated on this step.
  static bool asked_for(LAMMPS *, const char *style);

 private:
  bool is_spread_;
  const PairJinn *pair_ = nullptr;
  int nmax_ = 0;
};

// Makes a compute after comparing the release of LAMMPS; what both doors register.
Compute *create_compute_jinn(LAMMPS *, int, char **);

}    // namespace LAMMPS_NS

#endif
