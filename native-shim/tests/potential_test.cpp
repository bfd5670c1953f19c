// A JavaPotential without LAMMPS: one pair of atoms, errors, several sessions.
// Usage: potential_test POTENTIAL
#include "check.h"
#include "java_potential.h"

#include <chrono>
#include <cmath>
#include <memory>

using jinn::JavaPotential;

namespace {

// Two silicon atoms a distance apart; returns the energy.
double pair_energy(JavaPotential &potential, double distance, double (&forces)[6])
{
  const double x[] = {0, 0, 0, distance, 0, 0};
  const std::int32_t species[] = {0, 0};
  jinn_step step = {};
  step.flags = JINN_NEW_LIST;
  step.nlocal = 2;
  step.list_cutoff = potential.cutoff();
  step.x = x;
  step.species = species;
  step.forces = forces;
  potential.evaluate(step);
  return step.energy;
}

void forces_are_slopes(JavaPotential &potential)
{
  double f[6], ignored[6];
  pair_energy(potential, 2.4, f);
  const double h = 1e-5;
  const double more = pair_energy(potential, 2.4 + h, ignored);
  const double slope = (more - pair_energy(potential, 2.4 - h, ignored)) / (2 * h);
  check_equal("force is minus the slope", true, std::fabs(f[3] + slope) < 1e-6);
  check_equal("forces are opposite", true, std::fabs(f[0] + f[3]) < 1e-12);
}

void errors(const std::string &file, JavaPotential &potential)
{
  double f[6];
  check_throws("no file", "nowhere: no such potential file",
               [] { JavaPotential("nowhere", {"Si"}, 1); });
  check_throws("no element", "has no element Ge", [&] { JavaPotential(file, {"Si", "Ge"}, 1); });
  check_throws("not finite", "finite", [&] { pair_energy(potential, NAN, f); });
  // the error buffer is cut, not overrun
  check_throws("long message", "xxx", [] { JavaPotential(std::string(4000, 'x'), {"Si"}, 1); });
  pair_energy(potential, 2.4, f);    // still usable
}

void overhead(JavaPotential &potential)
{
  jinn_step step = {};
  step.list_cutoff = potential.cutoff();
  step.flags = JINN_NEW_LIST;    // of nothing: what remains is the way there and back
  potential.evaluate(step);
  step.flags = 0;
  const int calls = 200000;
  for (int i = 0; i < calls; i++) potential.evaluate(step);
  const auto start = std::chrono::steady_clock::now();
  for (int i = 0; i < calls; i++) potential.evaluate(step);
  const std::chrono::duration<double, std::micro> spent = std::chrono::steady_clock::now() - start;
  std::cout << "a call without atoms takes " << spent.count() / calls << " us\n";
}

}    // namespace

int main(int argc, char **argv)
{
  if (argc != 2) return 2;
  const std::string file = argv[1];
  const auto start = std::chrono::steady_clock::now();
  JavaPotential potential(file, {"Si"}, 1);
  double f[6];
  pair_energy(potential, 2.4, f);
  const std::chrono::duration<double> spent = std::chrono::steady_clock::now() - start;
  std::cout << "Java started and gave the first force in " << spent.count() << " s\n";
  check_equal("cutoff", 6.0, potential.cutoff());
  check_equal("species", 0, potential.species().at(0));
  forces_are_slopes(potential);
  errors(file, potential);
  { JavaPotential second(file, {"Si"}, 2); forces_are_slopes(second); }
  forces_are_slopes(potential);
  overhead(potential);
  return failures();
}
