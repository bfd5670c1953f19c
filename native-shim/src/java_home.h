// Where Java and JINN's own jar are. Pure look-ups: nothing is loaded here.
#pragma once

#include <string>
#include <vector>

namespace jinn {

struct JavaHome {
  std::string home;
  std::string libjvm;
  int major = 0;
  bool vector_api = false;    // the module jdk.incubator.vector is there
};

// The oldest Java that runs JINN.
constexpr int OLDEST_JAVA = 17;

// The feature release of a version as Java prints it: 8 for "1.8.0_392", 17 for "17.0.15", 0 if
// the text is not a version.
int java_major(const std::string &version);

// Reads HOME/release and looks for libjvm.so; major is 0 if there is no Java at `home`.
JavaHome inspect_java_home(const std::string &home);

// The Java to use: JINN_JAVA_HOME alone if set; else JAVA_HOME if it is new enough, else the newest
// of those installed. Throws std::runtime_error with a sentence that says where it looked.
JavaHome find_java();

// Files that Java needs from JINN.
struct JinnHome {
  std::string class_path;
  std::string jna_library_path;    // folder of the unpacked libjnidispatch.so, or empty
};

// Looks under JINN_HOME if set, else around the folder of this shared object or program.
JinnHome find_jinn_home();

}    // namespace jinn
