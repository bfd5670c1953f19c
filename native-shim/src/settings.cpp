#include "settings.h"

#include <stdexcept>

namespace jinn {

namespace {
constexpr int MOST_THREADS = 1024;
constexpr int MOST_MEMBERS = 100;
constexpr int MOST_FRAMES = 1000000;
constexpr int FRAMES = 10;    // unless said otherwise

int number(const std::string &key, const std::string &given, int low, int high)
{
  const bool digits = !given.empty() && given.size() <= 7 &&
      given.find_first_not_of("0123456789") == std::string::npos;
  const int value = digits ? std::stoi(given) : -1;
  if (value < low || value > high)
    throw std::runtime_error("pair_style jinn " + key + " needs one number from " +
                             std::to_string(low) + " to " + std::to_string(high) + ": " + key +
                             "=" + given);
  return value;
}

bool is_mixed(const std::string &given)
{
  if (given != "double" && given != "mixed")
    throw std::runtime_error("pair_style jinn precision must be double or mixed: precision=" +
                             given);
  return given == "mixed";
}

Settings::Extrapolation extrapolation(const std::string &given)
{
  if (given == "warn") return Settings::Extrapolation::WARN;
  if (given == "stop") return Settings::Extrapolation::STOP;
  if (given == "off") return Settings::Extrapolation::OFF;
  throw std::runtime_error("pair_style jinn extrapolation must be warn, stop or off: "
                           "extrapolation=" + given);
}

}    // namespace

Settings Settings::read(int narg, char **arg)
{
  Settings s;
  s.frames = -1;
  for (int i = 0; i < narg; i += 2) {
    const std::string key = arg[i];
    const std::string value = i + 1 < narg ? arg[i + 1] : "";
    if (key == "threads")
      s.threads = number(key, value, 1, MOST_THREADS);
    else if (key == "precision")
      s.mixed = is_mixed(value);
    else if (key == "committee")
      s.members = number(key, value, 1, MOST_MEMBERS);
    else if (key == "extrapolation")
      s.extrapolation = jinn::extrapolation(value);
    else if (key == "frames")
      s.frames = number(key, value, 0, MOST_FRAMES);
    else
      throw std::runtime_error("pair_style jinn takes nothing but 'threads N', 'precision "
                               "double|mixed', 'committee N', 'extrapolation warn|stop|off' and "
                               "'frames N': argument=" + key);
  }
  // files appear only where the script speaks of extrapolation
  if (s.frames < 0) s.frames = s.extrapolation == Extrapolation::UNSAID ? 0 : FRAMES;
  return s;
}

}    // namespace jinn
