// The words after `pair_style jinn`. Knows nothing of LAMMPS.
#pragma once

#include <string>

namespace jinn {

struct Settings {
  enum class Extrapolation { UNSAID, OFF, WARN, STOP };

  int threads = 1;       // Java threads that share the atoms of this process
  bool mixed = false;    // single precision where it pays
  int members = 1;       // potentials whose mean moves the atoms
  Extrapolation extrapolation = Extrapolation::UNSAID;
  int frames = 0;    // with atoms outside the training range, to be saved at most

  // [threads N] [precision double|mixed] [committee N] [extrapolation warn|stop|off] [frames N]
  // Throws std::runtime_error with one sentence.
  static Settings read(int narg, char **arg);
};

}    // namespace jinn
