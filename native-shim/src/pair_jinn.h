// The LAMMPS pair style `jinn`, also known as `nn`.
#ifndef JINN_PAIR_JINN_H
#define JINN_PAIR_JINN_H

#include "jinn_abi.h"
#include "pair.h"
#include "settings.h"

#include <memory>
#include <string>
#include <vector>

namespace jinn {
class ExtrapolationWatch;
class JavaPotential;
}

namespace LAMMPS_NS {

class PairJinn : public Pair {
 public:
  explicit PairJinn(LAMMPS *);
  ~PairJinn() override;
  PairJinn(const PairJinn &) = delete;
  PairJinn &operator=(const PairJinn &) = delete;

  void settings(int, char **) override;
  void coeff(int, char **) override;
  void init_style() override;
  double init_one(int, int) override;
  void compute(int, int) override;
  int pack_reverse_comm(int, int, double *) override;
  void unpack_reverse_comm(int, int *, double *) override;
  double memory_usage() override;

  int members() const { return settings_.members; }
  // Whether atoms outside the training range are looked for.
  bool knows_range() const { return watch_ != nullptr; }
  // Per local atom on the step of the last force evaluation; null if that was not asked for it.
  const double *spread() const { return spread_.empty() ? nullptr : spread_.data(); }
  const double *outside() const { return outside_.empty() ? nullptr : outside_.data(); }

 private:
  void allocate();
  void forget();
  void open(const std::vector<std::string> &files, const std::vector<std::string> &names);
  void watch(const std::string &file, std::vector<std::string> type_names);
  void ask_for(jinn_step &step);
  void work_out_spread(int nall);
  bool list_is_new(bool species_changed);
  bool update_species();
  void add_results(int nall);

  jinn::Settings settings_;
  std::unique_ptr<jinn::ExtrapolationWatch> watch_;
  std::unique_ptr<jinn::JavaPotential> potential_;
  std::vector<int> species_of_type_;    // LAMMPS type -> species of the potential, -1 for NULL
  std::vector<int> species_;            // of local and ghost atoms
  std::vector<double> forces_;          // our own, so that only they are sent when newton is off
  double *sent_ = nullptr;              // the forces that reverse communication is about
  std::vector<double> member_forces_;
  std::vector<double> spread_, outside_;
  std::vector<double> atom_energies_;
  std::vector<double> atom_virials_;
  double energy_ = 0;
  double sum_[6] = {};
  // what the last list was built for
  bigint list_calls_ = -1, list_step_ = -1;
  int list_nlocal_ = -1, list_nghost_ = -1;
};

// Makes a pair style after comparing the release of LAMMPS; what both doors register.
Pair *create_pair_jinn(LAMMPS *);

}    // namespace LAMMPS_NS

#endif
