#include "pair_jinn.h"
#include "compute_jinn.h"
#include "extrapolation_watch.h"
#include "java_potential.h"
#include "lammps_compat.h"

#include "atom.h"
#include "force.h"
#include "memory.h"
#include "neighbor.h"
#include "update.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <stdexcept>

using namespace LAMMPS_NS;

Pair *LAMMPS_NS::create_pair_jinn(LAMMPS *lmp)
{
  jinn::require_same_lammps(lmp);
  return new PairJinn(lmp);
}

PairJinn::PairJinn(LAMMPS *lammps) : Pair(lammps)
{
  single_enable = 0;
  restartinfo = 0;
  one_coeff = 1;
  manybody_flag = 1;
  no_virial_fdotr_compute = 1;    // Java gives the virial
  centroidstressflag = CENTROID_NOTAVAIL;
  comm_reverse_off = 3;    // newton off: the forces on ghosts
}

PairJinn::~PairJinn()
{
  if (!allocated) return;
  memory->destroy(setflag);
  memory->destroy(cutsq);
}

void PairJinn::settings(int narg, char **arg)
{
  std::string message;
  try {
    settings_ = jinn::Settings::read(narg, arg);
  } catch (const std::exception &e) {
    message = e.what();
  }
  if (!message.empty()) error->all(FLERR, message);
  forget();
}

// A potential is that of its settings: LAMMPS keeps the style when a script names it again, and
// must ask for pair_coeff once more.
void PairJinn::forget()
{
  potential_.reset();
  watch_.reset();
  for (int i = 1; allocated && i <= atom->ntypes; i++)
    for (int j = 1; j <= atom->ntypes; j++) setflag[i][j] = 0;
}

void PairJinn::allocate()
{
  const int n = atom->ntypes + 1;
  memory->create(setflag, n, n, "pair:setflag");
  memory->create(cutsq, n, n, "pair:cutsq");
  allocated = 1;
}

// pair_coeff * * FILE ELEMENT_OF_TYPE_1 ... with NULL for a type that is not ours; one FILE for
// each member of a committee
void PairJinn::coeff(int narg, char **arg)
{
  const int ntypes = atom->ntypes;
  if (std::strcmp(update->unit_style, "metal") != 0)
    error->all(FLERR, std::string("pair_style jinn needs 'units metal' (eV, angstrom): units=") +
                          update->unit_style);
  if (narg < 3 || std::strcmp(arg[0], "*") != 0 || std::strcmp(arg[1], "*") != 0)
    error->all(FLERR, std::string("pair_coeff of style jinn must read '* * FILE ELEMENT...', with "
                                  "one element or NULL for each atom type"));
  const int members = settings_.members;
  if (narg != 2 + members + ntypes)
    error->all(FLERR, "pair_coeff of style jinn needs " +
                          (members > 1 ? std::to_string(members) + " files, then " : "") +
                          "one element or NULL for each atom type: types=" +
                          std::to_string(ntypes) +
                          " given=" + std::to_string(std::max(0, narg - 2 - members)));
  if (!allocated) allocate();

  std::vector<std::string> names;
  std::vector<int> name_of_type(ntypes + 1, -1);
  for (int type = 1; type <= ntypes; type++) {
    const std::string name = arg[1 + members + type];
    if (name == "NULL") continue;
    const auto at = std::find(names.begin(), names.end(), name);
    name_of_type[type] = static_cast<int>(at - names.begin());
    if (at == names.end()) names.push_back(name);
  }
  if (names.empty())
    error->all(FLERR, std::string("pair_coeff of style jinn maps every atom type to NULL"));
  open(std::vector<std::string>(arg + 2, arg + 2 + members), names);

  species_of_type_.assign(ntypes + 1, -1);
  for (int type = 1; type <= ntypes; type++)
    if (name_of_type[type] >= 0) species_of_type_[type] = potential_->species()[name_of_type[type]];
  for (int i = 1; i <= ntypes; i++)
    for (int j = 1; j <= ntypes; j++)
      setflag[i][j] = species_of_type_[i] >= 0 && species_of_type_[j] >= 0 ? 1 : 0;
  list_nlocal_ = -1;

  watch(arg[2], std::vector<std::string>(arg + 2 + members, arg + narg));
}

// Looks for atoms outside the training range, if that is known and nobody said off.
void PairJinn::watch(const std::string &file, std::vector<std::string> type_names)
{
  using Extrapolation = jinn::Settings::Extrapolation;
  const Extrapolation action = settings_.extrapolation;
  watch_.reset();
  if (action == Extrapolation::OFF) return;
  if (!potential_->knows_range()) {
    if (action == Extrapolation::UNSAID) return;
    error->all(FLERR, file + ": the training range is not known, so that extrapolation cannot be: "
                             "jinn train writes it beside the potential, n2p2 into scaling.data");
  }
  std::replace(type_names.begin(), type_names.end(), std::string("NULL"), std::string("X"));
  watch_ = std::make_unique<jinn::ExtrapolationWatch>(lmp, action == Extrapolation::STOP,
                                                      settings_.frames, type_names);
}

void PairJinn::open(const std::vector<std::string> &files, const std::vector<std::string> &names)
{
  forget();
  std::string message, lines, shown;
  for (const std::string &file : files) {
    lines += file + "\n";
    shown += (shown.empty() ? "" : " ") + file;
  }
  lines.pop_back();
  try {
    potential_ = std::make_unique<jinn::JavaPotential>(
        lines, names, settings_.threads, settings_.mixed,
        settings_.extrapolation != jinn::Settings::Extrapolation::OFF);
  } catch (const std::exception &e) {
    message = e.what();
  }
  // error->all() waits for every rank: only right if every rank has failed
  int failed = message.empty() ? 0 : 1, all_failed = 0;
  MPI_Allreduce(&failed, &all_failed, 1, MPI_INT, MPI_MIN, world);
  if (all_failed) error->all(FLERR, message);
  if (failed) error->one(FLERR, message);
  // a file that has not come to all machines: the ranks would wait for one another for ever
  const double range = potential_->knows_range() ? 1 : 0;
  const double mine[4] = {potential_->cutoff(), -potential_->cutoff(), range, -range};
  double largest[4];
  MPI_Allreduce(mine, largest, 4, MPI_DOUBLE, MPI_MAX, world);
  if (largest[0] != -largest[1] || largest[2] != -largest[3])
    error->all(FLERR, shown + ": not the same potential and training range on all ranks");
  if (comm->me != 0) return;
  for (FILE *out : {screen, logfile})
    if (out) fprintf(out, "JINN: %s: %s\n", shown.c_str(), potential_->description().c_str());
}

// The base class would ask for a half neighbour list; ours is built in Java.
void PairJinn::init_style()
{
  list_nlocal_ = -1;
  // neighbor->exclude is set later, when LAMMPS initialises its lists
  if ((neighbor->nex_type || neighbor->nex_group || neighbor->nex_mol) && comm->me == 0) {
    const std::string message =
        "neigh_modify exclude does not concern pair_style jinn, whose atoms feel all neighbors";
    error->warning(FLERR, message);
  }
}

double PairJinn::init_one(int, int)
{
  return potential_->cutoff();
}

// Types may change between two lists (fix atom/swap).
bool PairJinn::update_species()
{
  const int nall = atom->nlocal + atom->nghost;
  bool changed = static_cast<int>(species_.size()) != nall;
  species_.resize(nall);
  for (int i = 0; i < nall; i++) {
    const int species = species_of_type_[atom->type[i]];
    changed |= species_[i] != species;
    species_[i] = species;
  }
  return changed;
}

// Beside the steps with ago == 0: this style may not have been called on such a step.
bool PairJinn::list_is_new(bool species_changed)
{
  const bool fresh = species_changed || neighbor->ago == 0 || neighbor->ncalls != list_calls_ ||
      neighbor->lastcall != list_step_ || atom->nlocal != list_nlocal_ ||
      atom->nghost != list_nghost_;
  list_calls_ = neighbor->ncalls;
  list_step_ = neighbor->lastcall;
  list_nlocal_ = atom->nlocal;
  list_nghost_ = atom->nghost;
  return fresh;
}

void PairJinn::compute(int eflag, int vflag)
{
  ev_init(eflag, vflag);
  const int nlocal = atom->nlocal;
  const int nall = nlocal + atom->nghost;
  const bool fresh = list_is_new(update_species());
  forces_.resize(3 * static_cast<std::size_t>(nall));

  jinn_step step = {};
  step.nlocal = nlocal;
  step.nghost = atom->nghost;
  step.list_cutoff = potential_->cutoff() + neighbor->skin;
  step.x = nall > 0 ? atom->x[0] : nullptr;
  step.species = species_.data();
  step.forces = forces_.data();
  if (fresh) step.flags |= JINN_NEW_LIST;
  ask_for(step);
  // LAMMPS's error functions do not return: leave the catch block first
  std::string message;
  try {
    potential_->evaluate(step);
  } catch (const std::exception &e) {
    message = e.what();
  }
  if (!message.empty()) error->one(FLERR, message);
  energy_ = step.energy;
  std::copy(step.virial, step.virial + 6, sum_);
  if (step.flags & JINN_MEMBERS) work_out_spread(nall);
  add_results(nall);
  if (watch_) watch_->look(step);
}

// What is wanted of each atom beside its force. What no compute asked for stays empty; hence one
// element more, for processes without atoms.
void PairJinn::ask_for(jinn_step &step)
{
  const std::size_t nlocal = step.nlocal, nall = nlocal + step.nghost;
  if (eflag_atom) {
    step.flags |= JINN_ATOM_ENERGY;
    atom_energies_.resize(nlocal);
    step.atom_energies = atom_energies_.data();
  }
  if (vflag_atom) {
    step.flags |= JINN_ATOM_VIRIAL;
    atom_virials_.resize(6 * nlocal);
    step.atom_virials = atom_virials_.data();
  }
  outside_.clear();
  if (watch_ && ComputeJinn::asked_for(lmp, ComputeJinn::OUTSIDE)) {
    step.flags |= JINN_OUTSIDE;
    outside_.resize(nlocal + 1);
    step.atom_outside = outside_.data();
  }
  spread_.clear();
  if (settings_.members > 1 && ComputeJinn::asked_for(lmp, ComputeJinn::SPREAD)) {
    step.flags |= JINN_MEMBERS;
    member_forces_.resize(3 * nall * settings_.members);
    step.member_forces = member_forces_.data();
  }
}

// sigma_i = sqrt(mean over members of |F - mean F|^2). A share of an atom's force may lie at its
// ghosts on other processes: each member's must come home first, whatever newton is.
void PairJinn::work_out_spread(int nall)
{
  const int members = settings_.members;
  const std::size_t size = 3 * static_cast<std::size_t>(nall);
  for (int m = 0; m < members; m++) {
    sent_ = member_forces_.data() + m * size;
    jinn::reverse_comm(comm, this);
  }
  spread_.assign(atom->nlocal + 1, 0.0);
  for (std::size_t k = 0; k < 3 * static_cast<std::size_t>(atom->nlocal); k++) {
    double mean = 0, square = 0;
    for (int m = 0; m < members; m++) mean += member_forces_[m * size + k] / members;
    for (int m = 0; m < members; m++) {
      const double d = member_forces_[m * size + k] - mean;
      square += d * d / members;
    }
    spread_[k / 3] += square;
  }
  for (double &value : spread_) value = std::sqrt(value);
}

void PairJinn::add_results(int nall)
{
  const int nlocal = atom->nlocal;
  sent_ = forces_.data();
  if (!force->newton_pair) jinn::reverse_comm(comm, this);
  const std::size_t count = 3 * static_cast<std::size_t>(force->newton_pair ? nall : nlocal);
  double *f = nall > 0 ? atom->f[0] : nullptr;
  for (std::size_t k = 0; k < count; k++) f[k] += forces_[k];
  if (eflag_global) eng_vdwl += energy_;
  if (vflag_global)
    for (int v = 0; v < 6; v++) virial[v] += sum_[v];
  if (eflag_atom)
    for (int i = 0; i < nlocal; i++) eatom[i] += atom_energies_[i];
  if (vflag_atom)
    for (int i = 0; i < nlocal; i++)
      for (int v = 0; v < 6; v++) vatom[i][v] += atom_virials_[6 * static_cast<std::size_t>(i) + v];
}

int PairJinn::pack_reverse_comm(int n, int first, double *buf)
{
  const double *from = sent_ + 3 * static_cast<std::ptrdiff_t>(first);
  std::copy(from, from + 3 * static_cast<std::ptrdiff_t>(n), buf);
  return 3 * n;
}

void PairJinn::unpack_reverse_comm(int n, int *owners, double *buf)
{
  for (int i = 0; i < n; i++)
    for (int k = 0; k < 3; k++)
      sent_[3 * static_cast<std::size_t>(owners[i]) + k] += buf[3 * i + k];
}

double PairJinn::memory_usage()
{
  return Pair::memory_usage() + static_cast<double>(species_.capacity() * sizeof(int)) +
      static_cast<double>((forces_.capacity() + atom_energies_.capacity() +
                           atom_virials_.capacity() + member_forces_.capacity() +
                           spread_.capacity() + outside_.capacity()) * sizeof(double));
}
