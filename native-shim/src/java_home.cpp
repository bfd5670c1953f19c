#include "java_home.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <stdexcept>

#include <dlfcn.h>

namespace fs = std::filesystem;

namespace jinn {
namespace {

std::string environment(const char *name)
{
  const char *value = std::getenv(name);
  return value ? value : "";
}

// Folders whose subfolders are Java homes.
const char *const JAVA_PARENTS[] = {"/usr/lib/jvm", "/usr/lib64/jvm", "/usr/java", "/opt",
                                    "/opt/java"};

// JNA's name of this machine; elsewhere JNA unpacks its library into a temporary folder.
#if defined(__x86_64__)
const char *const JNA_PLATFORM = "linux-x86-64";
#elif defined(__aarch64__)
const char *const JNA_PLATFORM = "linux-aarch64";
#elif defined(__powerpc64__)
const char *const JNA_PLATFORM = "linux-ppc64le";
#else
const char *const JNA_PLATFORM = "other";
#endif

std::vector<std::string> installed_homes()
{
  std::vector<std::string> homes;
  std::error_code ignored;
  for (const char *parent : JAVA_PARENTS)
    for (const auto &entry : fs::directory_iterator(parent, ignored))
      homes.push_back(entry.path().string());
  const std::string user = environment("HOME");
  if (!user.empty())
    for (const auto &entry : fs::directory_iterator(user + "/.sdkman/candidates/java", ignored))
      homes.push_back(entry.path().string());
  // HOME/bin/java on the PATH, links followed: also a conda or module environment
  std::string path = environment("PATH");
  for (std::size_t from = 0; from <= path.size();) {
    const std::size_t to = std::min(path.find(':', from), path.size());
    const fs::path java = fs::canonical(path.substr(from, to - from) + "/java", ignored);
    if (!ignored) {
      homes.push_back(java.parent_path().parent_path().string());
      homes.push_back(java.parent_path().parent_path().string() + "/lib/jvm");
    }
    from = to + 1;
  }
  return homes;
}

std::string describe(const JavaHome &java)
{
  return java.major == 0 ? "no Java" : "Java " + std::to_string(java.major);
}

std::string own_folder()
{
  Dl_info info;
  if (dladdr(reinterpret_cast<void *>(&find_jinn_home), &info) && info.dli_fname) {
    const fs::path file = info.dli_fname;
    // for the main program dladdr gives argv[0], which need not be a path
    if (file.extension() == ".so") return fs::canonical(file).parent_path().string();
  }
  return fs::canonical("/proc/self/exe").parent_path().string();
}

// Found when this is loaded: a relative path given to 'plugin load' means another place after 'shell cd'.
const std::string OWN_FOLDER = [] {
  try {
    return own_folder();
  } catch (const fs::filesystem_error &) {
    return std::string();
  }
}();

bool found(const fs::path &jar, const fs::path &folder, JinnHome &home)
{
  std::error_code ignored;
  if (!fs::is_regular_file(jar, ignored)) return false;
  std::vector<std::string> jars;
  for (const auto &entry : fs::directory_iterator(folder / "lib", ignored))
    if (entry.path().extension() == ".jar") jars.push_back(fs::canonical(entry.path()).string());
  std::sort(jars.begin(), jars.end());
  home.class_path = fs::canonical(jar).string();
  for (const std::string &file : jars)
    if (file != home.class_path) home.class_path += ":" + file;
  const fs::path jna = folder / "jna/com/sun/jna" / JNA_PLATFORM;
  if (fs::is_regular_file(jna / "libjnidispatch.so", ignored))
    home.jna_library_path = fs::canonical(jna).string();
  return true;
}

}    // namespace

int java_major(const std::string &version)
{
  int first = 0, second = 0;
  const int read = std::sscanf(version.c_str(), "%d.%d", &first, &second);
  if (read < 1 || first < 1) return 0;
  return first == 1 && read == 2 ? second : first;
}

JavaHome inspect_java_home(const std::string &home)
{
  JavaHome java;
  java.home = home;
  std::error_code ignored;
  for (const char *place : {"/lib/server/libjvm.so", "/jre/lib/amd64/server/libjvm.so"})
    if (java.libjvm.empty() && fs::exists(home + place, ignored)) java.libjvm = home + place;
  if (java.libjvm.empty()) return java;
  std::ifstream release(home + "/release");
  const std::string version = "JAVA_VERSION=\"";
  for (std::string line; std::getline(release, line);) {
    if (line.rfind(version, 0) == 0) java.major = java_major(line.substr(version.size()));
    if (line.rfind("MODULES=", 0) == 0)
      java.vector_api = line.find("jdk.incubator.vector") != std::string::npos;
  }
  return java;
}

JavaHome find_java()
{
  const std::string oldest = std::to_string(OLDEST_JAVA);
  const std::string chosen = environment("JINN_JAVA_HOME");
  if (!chosen.empty()) {
    JavaHome java = inspect_java_home(chosen);
    if (java.major >= OLDEST_JAVA) return java;
    throw std::runtime_error("JINN_JAVA_HOME=" + chosen + " has " + describe(java) +
                             " (lib/server/libjvm.so), but Java " + oldest + " or newer is needed");
  }
  const std::string usual = environment("JAVA_HOME");
  JavaHome best;
  if (!usual.empty()) {
    best = inspect_java_home(usual);
    if (best.major >= OLDEST_JAVA) return best;
  }
  std::string seen;
  for (const std::string &home : installed_homes()) {
    const JavaHome java = inspect_java_home(home);
    if (java.major > 0) seen += (seen.empty() ? "" : ", ") + describe(java) + " in " + home;
    if (java.major > best.major) best = java;
  }
  if (best.major >= OLDEST_JAVA) return best;
  std::string places;
  for (const char *parent : JAVA_PARENTS) places += std::string(", ") + parent;
  throw std::runtime_error(
      "no Java " + oldest + " or newer was found: looked for lib/server/libjvm.so in "
      "JINN_JAVA_HOME, JAVA_HOME" + places + ", ~/.sdkman and next to java on the PATH (found " +
      (seen.empty() ? "none" : seen) + "); install one, such as Debian's openjdk-17-jre-headless, "
      "or set JINN_JAVA_HOME");
}

JinnHome find_jinn_home()
{
  JinnHome home;
  const std::string chosen = environment("JINN_HOME");
  const fs::path start = chosen.empty() ? OWN_FOLDER : chosen;
  std::vector<fs::path> folders;
  if (chosen.empty())
    // build/native-shim in the source tree, or PREFIX/bin and PREFIX/lib when installed
    folders = {start / "../../java-core/target", start / "../lib/jinn", start / "jinn", start};
  else
    folders = {start / "java-core/target", start / "lib/jinn", start / "lib", start};
  for (const fs::path &folder : folders)
    if (found(folder / "jinn.jar", folder, home)) return home;
  std::string places;
  for (const fs::path &folder : folders)
    places += (places.empty() ? "" : ", ") + folder.lexically_normal().string();
  throw std::runtime_error("jinn.jar was not found in " + places +
                           "; build it with 'mvn package' or set JINN_HOME to JINN's folder");
}

}    // namespace jinn
