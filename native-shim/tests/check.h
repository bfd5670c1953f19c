// A test is a main that returns failures(): no framework.
#pragma once

#include <iostream>
#include <stdexcept>
#include <string>

inline int &failures()
{
  static int count = 0;
  return count;
}

template <typename A, typename B>
void check_equal(const std::string &what, const A &expected, const B &found)
{
  if (expected == found) return;
  std::cerr << "FAIL " << what << ": expected " << expected << ", found " << found << "\n";
  failures()++;
}

// `action` must throw with a message that contains `part`.
template <typename Action>
void check_throws(const std::string &what, const std::string &part, Action action)
{
  try {
    action();
  } catch (const std::runtime_error &e) {
    if (std::string(e.what()).find(part) != std::string::npos) return;
    std::cerr << "FAIL " << what << ": '" << e.what() << "' does not say '" << part << "'\n";
    failures()++;
    return;
  }
  std::cerr << "FAIL " << what << ": nothing thrown\n";
  failures()++;
}
