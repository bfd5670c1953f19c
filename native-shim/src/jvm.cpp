#include "jvm.h"
#include "java_home.h"

#include <clocale>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <mutex>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

#include <dlfcn.h>
#include <jni.h>
#include <link.h>
#include <unistd.h>

namespace jinn {
namespace {

const char *const CLASS = "org/jinn/lammps/LammpsPotential";
const char *const ADVICE = "see its message above; JINN_JAVA_OPTIONS holds options of yours";

// While Java starts, what it writes to stderr is collected: the notice about incubator modules is
// noise in every LAMMPS log, anything else is passed on afterwards.
class StderrFilter {
 public:
  explicit StderrFilter(const std::string &home) :
      file_(std::tmpfile()), saved_(file_ ? dup(2) : -1), home_(home)
  {
    std::fflush(nullptr);    // what LAMMPS has said so far comes before what Java says
    if (saved_ >= 0) dup2(fileno(file_), 2);
    active_ = this;
  }
  ~StderrFilter() { finish(); }
  StderrFilter(const StderrFilter &) = delete;
  StderrFilter &operator=(const StderrFilter &) = delete;

  void finish()
  {
    active_ = nullptr;
    if (saved_ < 0) return;
    std::fflush(stderr);
    dup2(saved_, 2);
    close(saved_);
    saved_ = -1;
    std::rewind(file_);
    char line[4096];
    while (std::fgets(line, sizeof line, file_))
      if (!std::strstr(line, "incubator modules")) std::fputs(line, stderr);
    std::fclose(file_);
  }

  // HotSpot calls one of these if it gives up while starting, and never returns: show why first.
  static void JNICALL exit_hook(jint) { abort_hook(); }
  static void JNICALL abort_hook()
  {
    if (!active_) return;
    const std::string home = active_->home_;
    active_->finish();
    std::fprintf(stderr, "ERROR: Java in %s gave up while starting: %s\n", home.c_str(), ADVICE);
    std::fflush(nullptr);
  }

 private:
  std::FILE *file_;
  int saved_;
  std::string home_;
  static StderrFilter *active_;
};

StderrFilter *StderrFilter::active_ = nullptr;

std::vector<std::string> options(const JavaHome &java)
{
  const JinnHome jinn = find_jinn_home();
  std::vector<std::string> list = {
      "-Djava.class.path=" + jinn.class_path,
      "-Xrs",    // LAMMPS and MPI keep their signals
      "-XX:+UseSerialGC",
      // one JVM per rank: start small, nothing is collected in a run; the cap is for big systems
      "-Xms64m",
      "-XX:MaxRAMPercentage=50",
      "-XX:ActiveProcessorCount=1",
      "-XX:+UseCondCardMark",    // threads must not write the same line for nothing
      "-XX:-UsePerfData",    // no memory-mapped file in /tmp for every rank
      "-Xshare:auto",
      "-Djava.awt.headless=true",
      "-Djna.nosys=true",
      "--enable-native-access=ALL-UNNAMED",
  };
  if (!jinn.jna_library_path.empty())
    list.push_back("-Djna.boot.library.path=" + jinn.jna_library_path);
  if (java.vector_api) list.push_back("--add-modules=jdk.incubator.vector");
  if (const char *more = std::getenv("JINN_JAVA_OPTIONS")) {
    std::istringstream words(more);
    for (std::string word; words >> word;) list.push_back(word);
  }
  return list;
}

// A libjvm that the host program has loaded already.
std::string loaded_libjvm()
{
  std::string path;
  dl_iterate_phdr(
      [](dl_phdr_info *info, std::size_t, void *result) {
        const std::string name = info->dlpi_name ? info->dlpi_name : "";
        const std::size_t slash = name.rfind('/');
        if (slash == std::string::npos || name.substr(slash) != "/libjvm.so") return 0;
        *static_cast<std::string *>(result) = name;
        return 1;
      },
      &path);
  return path;
}

template <typename Function> Function symbol(void *library, const char *name)
{
  void *address = dlsym(library, name);
  if (!address) throw std::runtime_error(std::string("libjvm.so has no ") + name);
  return reinterpret_cast<Function>(address);
}

JavaVM *create(void *library, const JavaHome &java)
{
  std::vector<std::string> texts = options(java);
  std::vector<JavaVMOption> list;
  for (std::string &text : texts) list.push_back({text.data(), nullptr});
  char exit_name[] = "exit";
  list.push_back({exit_name, reinterpret_cast<void *>(&StderrFilter::exit_hook)});
  char abort_name[] = "abort";
  list.push_back({abort_name, reinterpret_cast<void *>(&StderrFilter::abort_hook)});
  JavaVMInitArgs arguments;
  arguments.version = JNI_VERSION_10;
  arguments.nOptions = static_cast<jint>(list.size());
  arguments.options = list.data();
  arguments.ignoreUnrecognized = JNI_FALSE;
  JavaVM *vm = nullptr;
  void *env = nullptr;
  // Java takes the locale of the environment: one with decimal commas would have LAMMPS read
  // "timestep 0.0005" as 0 from here on
  const std::string locale = std::setlocale(LC_ALL, nullptr);
  StderrFilter quiet(java.home);
  auto start = symbol<decltype(&JNI_CreateJavaVM)>(library, "JNI_CreateJavaVM");
  const jint code = start(&vm, &env, &arguments);
  quiet.finish();
  std::setlocale(LC_ALL, locale.c_str());
  if (code != JNI_OK)
    throw std::runtime_error("Java in " + java.home + " did not start (code " +
                             std::to_string(code) + "): " + ADVICE);
  return vm;
}

JavaVM *create_or_join()
{
  JavaHome java;
  std::string libjvm = loaded_libjvm();
  if (libjvm.empty()) {
    java = find_java();
    libjvm = java.libjvm;
  }
  // never closed: a JVM cannot be unloaded
  void *library = dlopen(libjvm.c_str(), RTLD_NOW | RTLD_GLOBAL);
  if (!library) throw std::runtime_error(std::string("Java could not be loaded: ") + dlerror());
  JavaVM *running = nullptr;
  jsize count = 0;
  symbol<decltype(&JNI_GetCreatedJavaVMs)>(library, "JNI_GetCreatedJavaVMs")(&running, 1, &count);
  return count > 0 ? running : create(library, java);
}

// The exception's own description, cleared from the environment.
std::string take_exception(JNIEnv *env)
{
  jthrowable thrown = env->ExceptionOccurred();
  env->ExceptionClear();
  if (!thrown) return "unknown failure";
  jclass type = env->GetObjectClass(thrown);
  jmethodID method = env->GetMethodID(type, "toString", "()Ljava/lang/String;");
  auto text = static_cast<jstring>(env->CallObjectMethod(thrown, method));
  if (env->ExceptionCheck() || !text) {
    env->ExceptionClear();
    return "unknown failure";
  }
  const char *bytes = env->GetStringUTFChars(text, nullptr);
  const std::string result = bytes ? bytes : "unknown failure";
  if (bytes) env->ReleaseStringUTFChars(text, bytes);
  env->DeleteLocalRef(text);
  env->DeleteLocalRef(type);
  env->DeleteLocalRef(thrown);
  return result;
}

JNIEnv *environment(JavaVM *vm)
{
  void *env = nullptr;
  if (vm->GetEnv(&env, JNI_VERSION_10) == JNI_OK) return static_cast<JNIEnv *>(env);
  if (vm->AttachCurrentThreadAsDaemon(&env, nullptr) != JNI_OK)
    throw std::runtime_error("this thread could not join the running Java");
  return static_cast<JNIEnv *>(env);
}

}    // namespace

int call_java(const char *method, std::int64_t argument)
{
  static std::mutex once;
  static JavaVM *vm = nullptr;
  JNIEnv *env = nullptr;
  {
    const std::lock_guard<std::mutex> lock(once);
    if (!vm) vm = create_or_join();
    env = environment(vm);
  }
  jclass type = env->FindClass(CLASS);
  jmethodID id = type ? env->GetStaticMethodID(type, method, "(J)I") : nullptr;
  const jint code = id ? env->CallStaticIntMethod(type, id, static_cast<jlong>(argument)) : 0;
  if (env->ExceptionCheck())
    throw std::runtime_error("Java failed in " + std::string(CLASS) + "." + method + ": " +
                             take_exception(env));
  env->DeleteLocalRef(type);
  return code;
}

}    // namespace jinn
