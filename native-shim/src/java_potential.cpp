#include "java_potential.h"
#include "jvm.h"

#include <cmath>
#include <stdexcept>

namespace jinn {

namespace {
constexpr std::size_t ERROR_BYTES = 2048;
}

JavaPotential::JavaPotential(const std::string &files, const std::vector<std::string> &elements,
                             int threads, bool mixed, bool watch) :
    species_(elements.size(), -1), error_(ERROR_BYTES, '\0')
{
  std::string names;
  for (const std::string &element : elements) names += (names.empty() ? "" : " ") + element;
  const std::string layout = abi_layout();
  session_.size = sizeof session_;
  session_.version = JINN_ABI_VERSION;
  session_.element_count = static_cast<std::int32_t>(elements.size());
  session_.error_size = static_cast<std::int32_t>(error_.size());
  session_.threads = threads;
  session_.mixed = mixed ? 1 : 0;
  session_.watch = watch ? 1 : 0;
  session_.layout = layout.c_str();
  session_.potential = files.c_str();
  session_.elements = names.c_str();
  session_.species = species_.data();
  session_.error = error_.data();
  const int code = call_java("open", reinterpret_cast<std::int64_t>(&session_));
  session_.layout = session_.potential = session_.elements = nullptr;
  if (code != JINN_OK) throw std::runtime_error(failure());
  description_ = error_.data();
  error_[0] = '\0';
}

JavaPotential::~JavaPotential()
{
  try {
    call_java("close", session_.handle);
  } catch (const std::exception &) {
    // nothing is lost but a little memory, and a destructor must not throw
  }
}

void JavaPotential::evaluate(jinn_step &step)
{
  step.size = sizeof step;
  step.version = JINN_ABI_VERSION;
  step.error_size = static_cast<std::int32_t>(error_.size());
  step.error = error_.data();
  error_[0] = '\0';
  // JNA says JINN_OK when it has lost an exception, as for want of memory: no energy came then
  step.energy = std::nan("");
  if (session_.step(&step) != JINN_OK || std::isnan(step.energy))
    throw std::runtime_error(failure());
}

std::string JavaPotential::failure() const
{
  return error_[0] ? error_.data() : "Java failed without a message";
}

std::string abi_layout()
{
  std::string text;
  for (const jinn_field &field : jinn_fields)
    text += std::string(field.name) + "=" + std::to_string(field.offset) + ";";
  return text;
}

}    // namespace jinn
