// What happens when atoms leave the range of the training: a sentence, a saved frame, an end.
#pragma once

#include "java_potential.h"
#include "pointers.h"

#include <string>
#include <vector>

namespace jinn {

class ExtrapolationWatch : protected LAMMPS_NS::Pointers {
 public:
  // elements: what a dump is to call the atom types; frames: how many may be saved
  ExtrapolationWatch(LAMMPS_NS::LAMMPS *lmp, bool stop, int frames,
                     std::vector<std::string> elements);

  // Takes a finished step of this process; all processes call it together.
  void look(const jinn_step &step);

 private:
  std::string sentence(const jinn_step &step, LAMMPS_NS::bigint outside);
  void save(const std::string &file);

  bool stop_;
  int frames_;
  std::vector<std::string> elements_;
  LAMMPS_NS::bigint steps_ = 0;         // that had atoms outside
  LAMMPS_NS::bigint next_told_ = 1;     // of these
  LAMMPS_NS::bigint saved_ = -1;        // simulation step of the last saved frame
};

}    // namespace jinn
