#include "extrapolation_watch.h"
#include "lammps_compat.h"

#include "atom.h"
#include "input.h"
#include "universe.h"
#include "update.h"

#include <cstdio>

#include <mpi.h>

using namespace LAMMPS_NS;

namespace jinn {

namespace {
constexpr bigint STEPS_BETWEEN_FRAMES = 100;    // nearer ones would be all but the same
}

ExtrapolationWatch::ExtrapolationWatch(LAMMPS *lammps, bool stop, int frames,
                                       std::vector<std::string> elements) :
    Pointers(lammps), stop_(stop), frames_(frames), elements_(std::move(elements))
{
}

void ExtrapolationWatch::look(const jinn_step &step)
{
  bigint mine = step.outside, outside = 0;
  MPI_Allreduce(&mine, &outside, 1, MPI_LMP_BIGINT, MPI_SUM, world);
  if (outside == 0) return;
  steps_++;
  const bool near = saved_ >= 0 && update->ntimestep >= saved_ &&
      update->ntimestep < saved_ + STEPS_BETWEEN_FRAMES;    // reset_timestep leads back
  const bool saves = frames_ > 0 && !near;
  if (!stop_ && !saves && steps_ < next_told_) return;
  std::string text = sentence(step, outside);
  if (saves) {
    std::string file = "extrapolation.";
    if (universe->existflag) file += std::to_string(universe->iworld) + ".";    // as log.lammps.0
    file += std::to_string(update->ntimestep) + ".dump";
    save(file);
    frames_--;
    saved_ = update->ntimestep;
    text += "; frame saved: " + file;
  }
  if (stop_) error->all(FLERR, text);
  if (steps_ >= next_told_) {
    if (steps_ > 1) text += "; such steps so far: " + std::to_string(steps_);
    next_told_ *= 10;
  }
  if (comm->me == 0) error->warning(FLERR, text);
}

// The process with the farthest atom has the words for all.
std::string ExtrapolationWatch::sentence(const jinn_step &step, bigint outside)
{
  struct {
    double distance;
    int rank;
  } mine = {step.outside > 0 ? step.farthest : -1, comm->me}, farthest;
  MPI_Allreduce(&mine, &farthest, 1, MPI_DOUBLE_INT, MPI_MAXLOC, world);
  std::string text;
  if (farthest.rank == comm->me) {
    char distance[32];
    std::snprintf(distance, sizeof distance, "%.3g", step.farthest);
    const tagint id = atom->tag_enable ? atom->tag[step.farthest_atom] : 0;
    text = "atom " + std::to_string(id) + ": " + step.error + " (off by " + distance + " widths)";
  }
  int length = static_cast<int>(text.size());
  MPI_Bcast(&length, 1, MPI_INT, farthest.rank, world);
  text.resize(length);
  MPI_Bcast(&text[0], length, MPI_CHAR, farthest.rank, world);
  return "step " + std::to_string(update->ntimestep) + ": " + std::to_string(outside) +
      (outside == 1 ? " atom is" : " atoms are") + " outside the training range, the farthest being " + text;
}

void ExtrapolationWatch::save(const std::string &file)
{
  std::string command = "write_dump all custom " + file;
  command += atom->tag_enable ? " id type element x y z modify sort id"
                              : " type element x y z modify";
  command += " format float %.15g element";
  for (const std::string &element : elements_) command += " " + element;
  input->one(command);
}

}    // namespace jinn
