// One potential opened in Java; closes it when destroyed. Knows nothing of LAMMPS.
#pragma once

#include "jinn_abi.h"

#include <string>
#include <vector>

namespace jinn {

class JavaPotential {
 public:
  // Reads the potential, or the members of a committee, one file a line; watch: whether to tell of
  // atoms outside the training range. Throws std::runtime_error with one sentence, such as file,
  // line and fault.
  JavaPotential(const std::string &files, const std::vector<std::string> &elements, int threads,
                bool mixed = false, bool watch = false);
  ~JavaPotential();
  JavaPotential(const JavaPotential &) = delete;
  JavaPotential &operator=(const JavaPotential &) = delete;

  // What evaluates it, in words for a log.
  const std::string &description() const { return description_; }
  double cutoff() const { return session_.cutoff; }
  bool knows_range() const { return session_.watch != 0; }
  // For each name given at construction, its index in the potential.
  const std::vector<std::int32_t> &species() const { return species_; }

  // One evaluation, whose step.error lives until the next; the caller fills the inputs of `step`. Throws std::runtime_error.
  void evaluate(jinn_step &step);

 private:
  std::string failure() const;

  std::vector<std::int32_t> species_;
  std::vector<char> error_;
  std::string description_;
  jinn_session session_ = {};
};

// The offsets of all fields as C has them: "jinn_step.size=0;jinn_step.version=4;...".
std::string abi_layout();

}    // namespace jinn
