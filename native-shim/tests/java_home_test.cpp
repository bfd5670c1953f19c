// Finding Java and jinn.jar: versions, order of preference, sentences.
#include "check.h"
#include "java_home.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>

namespace fs = std::filesystem;
using namespace jinn;

namespace {

// A folder that looks like a Java home.
std::string fake_java(const fs::path &home, const std::string &version, const std::string &modules)
{
  fs::create_directories(home / "lib/server");
  std::ofstream(home / "lib/server/libjvm.so") << "not a library";
  std::ofstream(home / "release") << "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" << version
                                  << "\"\nMODULES=\"" << modules << "\"\n";
  return home.string();
}

void versions()
{
  check_equal("old scheme", 8, java_major("1.8.0_392"));
  check_equal("long", 17, java_major("17.0.15"));
  check_equal("short", 25, java_major("25"));
  check_equal("early access", 26, java_major("26-ea"));
  check_equal("no version", 0, java_major("unknown"));
  check_equal("empty", 0, java_major(""));
}

void homes(const fs::path &work)
{
  const JavaHome java = inspect_java_home(
      fake_java(work / "jdk21", "21.0.1", "java.base jdk.incubator.vector"));
  check_equal("major", 21, java.major);
  check_equal("vector module", true, java.vector_api);
  check_equal("libjvm", (work / "jdk21/lib/server/libjvm.so").string(), java.libjvm);
  check_equal("no vector module", false,
              inspect_java_home(fake_java(work / "jre", "21", "java.base")).vector_api);
  check_equal("no Java", 0, inspect_java_home((work / "nowhere").string()).major);
}

void order(const fs::path &work)
{
  const std::string old = fake_java(work / "jdk11", "11.0.2", "java.base");
  const std::string young = fake_java(work / "jdk99", "99.0.1", "java.base");
  const std::string path = std::getenv("PATH") ? std::getenv("PATH") : "";
  setenv("JINN_JAVA_HOME", young.c_str(), 1);
  check_equal("JINN_JAVA_HOME first", young, find_java().home);
  setenv("JINN_JAVA_HOME", old.c_str(), 1);
  check_throws("JINN_JAVA_HOME too old", "has Java 11", [] { find_java(); });
  unsetenv("JINN_JAVA_HOME");
  setenv("JAVA_HOME", (work / "jdk21").c_str(), 1);
  check_equal("then JAVA_HOME", (work / "jdk21").string(), find_java().home);
  // too old a JAVA_HOME is passed over for the newest of the others, here one on the PATH
  setenv("JAVA_HOME", old.c_str(), 1);
  fs::create_directories(fs::path(young) / "bin");
  std::ofstream(young + "/bin/java") << "";
  fs::create_directories(work / "bin");
  fs::create_symlink(young + "/bin/java", work / "bin/java");
  setenv("PATH", (work / "bin").c_str(), 1);
  check_equal("then the newest", young, find_java().home);
  setenv("PATH", path.c_str(), 1);
}

void jars(const fs::path &work)
{
  setenv("JINN_HOME", work.c_str(), 1);
  check_throws("no jar", "JINN_HOME", [] { find_jinn_home(); });
  fs::create_directories(work / "java-core/target/lib");
  std::ofstream(work / "java-core/target/jinn.jar") << "";
  std::ofstream(work / "java-core/target/lib/b.jar") << "";
  std::ofstream(work / "java-core/target/lib/a.jar") << "";
  const std::string target = fs::canonical(work / "java-core/target").string();
  check_equal("class path", target + "/jinn.jar:" + target + "/lib/a.jar:" + target + "/lib/b.jar",
              find_jinn_home().class_path);
}

}    // namespace

int main()
{
  char pattern[] = "/tmp/jinn-test.XXXXXX";
  const fs::path work = mkdtemp(pattern);
  versions();
  homes(work);
  order(work);
  jars(work);
  fs::remove_all(work);
  return failures();
}
