// A stand-in for {fmt}'s header, used only where LAMMPS's headers include it but the installation
// lacks it (Debian). It declares just enough for pair.h and error.h to compile; JINN formats its
// own messages and never instantiates these templates.
#pragma once

#include <string>

namespace fmt {

class string_view {
 public:
  string_view(const char *text) : text_(text) {}
  string_view(const std::string &text) : text_(text.c_str()) {}

 private:
  const char *text_;
};

class format_args {};

template <typename... Args, typename S> format_args make_args_checked(const S &, const Args &...)
{
  return {};
}

template <typename... Args> format_args make_format_args(const Args &...)
{
  return {};
}

template <typename S, typename... Args> std::string format(const S &, const Args &...);

}    // namespace fmt
