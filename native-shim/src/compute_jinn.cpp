#include "compute_jinn.h"
#include "lammps_compat.h"
#include "pair_jinn.h"

#include "atom.h"
#include "force.h"
#include "memory.h"
#include "modify.h"
#include "update.h"

#include <cstring>
#include <string>

using namespace LAMMPS_NS;

Compute *LAMMPS_NS::create_compute_jinn(LAMMPS *lmp, int narg, char **arg)
{
  jinn::require_same_lammps(lmp);
  return new ComputeJinn(lmp, narg, arg);
}

ComputeJinn::ComputeJinn(LAMMPS *lammps, int narg, char **arg) :
    Compute(lammps, narg, arg), is_spread_(std::strcmp(arg[2], SPREAD) == 0)
{
  if (narg != 3)
    error->all(FLERR, std::string("compute ") + style + " takes no argument: argument=" + arg[3]);
  peratom_flag = 1;
  size_peratom_cols = 0;
  timeflag = 1;    // LAMMPS keeps the steps on which it is needed
}

ComputeJinn::~ComputeJinn()
{
  memory->destroy(vector_atom);
}

void ComputeJinn::init()
{
  Pair *pair = force->pair_match("jinn", 1);
  if (!pair) pair = force->pair_match("nn", 1);
  pair_ = dynamic_cast<PairJinn *>(pair);
  if (!pair_)
    error->all(FLERR, std::string("compute ") + style + " needs one pair_style jinn");
  if (is_spread_ && pair_->members() < 2)
    error->all(FLERR, std::string("compute ") + style + " needs 'pair_style jinn committee N', N "
                                                        "from 2 on");
  if (!is_spread_ && !pair_->knows_range())
    error->all(FLERR, std::string("compute ") + style + " needs a potential whose training range "
                      "is known, and not 'extrapolation off'");
}

bool ComputeJinn::asked_for(LAMMPS *lmp, const char *style)
{
  Modify *modify = lmp->modify;
  bool asked = false;
  for (int i = 0; i < modify->ncompute; i++)
    if (std::strcmp(modify->compute[i]->style, style) == 0)
      asked |= modify->compute[i]->matchstep(lmp->update->ntimestep) != 0;
  return asked;
}

void ComputeJinn::compute_peratom()
{
  invoked_peratom = update->ntimestep;
  const double *values = is_spread_ ? pair_->spread() : pair_->outside();
  if (!values)
    error->all(FLERR, std::string("compute ") + style + ": was not worked out on step " +
                          std::to_string(update->ntimestep) + ", which was not announced; let a "
                          "thermo_style or a dump ask for it");
  if (atom->nmax > nmax_) {
    nmax_ = atom->nmax;
    memory->destroy(vector_atom);
    memory->create(vector_atom, nmax_, "jinn:vector_atom");
  }
  for (int i = 0; i < atom->nlocal; i++)
    vector_atom[i] = atom->mask[i] & groupbit ? values[i] : 0;
}

double ComputeJinn::memory_usage()
{
  return static_cast<double>(nmax_) * sizeof(double);
}
