# Finds LAMMPS's headers and shared library (LAMMPS_DIR or CMAKE_PREFIX_PATH may point to them) and
# describes them as the target jinn_lammps: include paths and the macros that lammps_compat.h
# reads. Everything about its release is found by trying, nothing by comparing version numbers.
find_package(MPI REQUIRED COMPONENTS CXX)
find_package(PkgConfig QUIET)
if(LAMMPS_DIR)
  set(lammps_only NO_DEFAULT_PATH) # headers of one LAMMPS and the library of another would crash
  set(ENV{PKG_CONFIG_LIBDIR} "${LAMMPS_DIR}/lib/pkgconfig:${LAMMPS_DIR}/lib64/pkgconfig")
  set(ENV{PKG_CONFIG_PATH} "")
endif()
if(PKG_CONFIG_FOUND)
  pkg_search_module(LAMMPS_PC QUIET liblammps lammps)
endif()
find_path(LAMMPS_INCLUDE_DIR lammps.h
  PATHS ${LAMMPS_DIR} ${LAMMPS_PC_INCLUDEDIR} PATH_SUFFIXES include/lammps lammps src include
  ${lammps_only})
find_library(LAMMPS_LIBRARY lammps
  PATHS ${LAMMPS_DIR} ${LAMMPS_PC_LIBDIR}
  PATH_SUFFIXES lib lib64 lib/${CMAKE_LIBRARY_ARCHITECTURE} build src ${lammps_only})
if(NOT LAMMPS_INCLUDE_DIR OR NOT LAMMPS_LIBRARY)
  message(FATAL_ERROR "LAMMPS was not found: lammps.h is ${LAMMPS_INCLUDE_DIR}, liblammps.so "
    "${LAMMPS_LIBRARY}. Install Debian's liblammps-dev, or set LAMMPS_DIR (now '${LAMMPS_DIR}') to "
    "a folder with include/lammps or src, and a shared library in lib, build or src "
    "(cmake -D BUILD_SHARED_LIBS=on, or make mode=shared)")
endif()

# The header fmt/format.h comes with most installations; see compat/fmt/format.h for the others.
set(lammps_includes ${LAMMPS_INCLUDE_DIR})
if(NOT EXISTS ${LAMMPS_INCLUDE_DIR}/fmt/format.h)
  list(APPEND lammps_includes ${CMAKE_CURRENT_SOURCE_DIR}/compat)
endif()

include(CheckCXXSourceCompiles)
set(CMAKE_REQUIRED_INCLUDES ${lammps_includes} ${MPI_CXX_INCLUDE_DIRS})
string(REPLACE ";" " " lammps_flags "${LAMMPS_PC_CFLAGS_OTHER}")
set(CMAKE_REQUIRED_FLAGS "-std=c++17 ${lammps_flags}")
set(CMAKE_TRY_COMPILE_TARGET_TYPE STATIC_LIBRARY)
set(pair_and_comm "#include \"pair.h\"\n#include \"comm.h\"\nusing namespace LAMMPS_NS;\n")
check_cxx_source_compiles("${pair_and_comm} void f(Comm *c, Pair *p) { c->reverse_comm_pair(p); }"
  JINN_LAMMPS_HAS_REVERSE_COMM_PAIR)
check_cxx_source_compiles("${pair_and_comm} void f(Comm *c, Pair *p) { c->reverse_comm(p); }"
  JINN_LAMMPS_HAS_REVERSE_COMM)
if(NOT JINN_LAMMPS_HAS_REVERSE_COMM_PAIR AND NOT JINN_LAMMPS_HAS_REVERSE_COMM)
  message(FATAL_ERROR "the LAMMPS headers in ${LAMMPS_INCLUDE_DIR} do not compile as expected: "
    "see CMakeFiles/CMakeError.log (JINN needs LAMMPS 29Sep2021 or newer)")
endif()
unset(CMAKE_TRY_COMPILE_TARGET_TYPE)

if(NOT JINN_LAMMPS_NUMBER)
  try_run(lammps_ran lammps_compiled ${CMAKE_CURRENT_BINARY_DIR}/lammps_release
    ${CMAKE_CURRENT_SOURCE_DIR}/cmake/lammps_release.cpp
    CMAKE_FLAGS "-DINCLUDE_DIRECTORIES=${lammps_includes};${MPI_CXX_INCLUDE_DIRS}"
    COMPILE_DEFINITIONS ${LAMMPS_PC_CFLAGS_OTHER}
    LINK_LIBRARIES ${LAMMPS_LIBRARY} ${MPI_CXX_LIBRARIES}
    CXX_STANDARD 17
    COMPILE_OUTPUT_VARIABLE lammps_compile_output
    RUN_OUTPUT_VARIABLE lammps_release)
  if(NOT lammps_release MATCHES "jinn:([0-9]+):([^\n]*):")
    message(FATAL_ERROR "LAMMPS did not tell its release: "
      "${lammps_release} ${lammps_compile_output}")
  endif()
  set(JINN_LAMMPS_NUMBER ${CMAKE_MATCH_1} CACHE INTERNAL "LAMMPS release as a number")
  set(JINN_LAMMPS_VERSION ${CMAKE_MATCH_2} CACHE INTERNAL "LAMMPS release as LAMMPS prints it")
endif()
message(STATUS "LAMMPS ${JINN_LAMMPS_VERSION}: ${LAMMPS_LIBRARY}")

add_library(jinn_lammps INTERFACE)
target_include_directories(jinn_lammps SYSTEM INTERFACE ${lammps_includes} ${MPI_CXX_INCLUDE_DIRS})
target_compile_options(jinn_lammps INTERFACE ${LAMMPS_PC_CFLAGS_OTHER})
target_compile_definitions(jinn_lammps INTERFACE
  JINN_LAMMPS_NUMBER=${JINN_LAMMPS_NUMBER} JINN_LAMMPS_VERSION="${JINN_LAMMPS_VERSION}"
  $<$<BOOL:${JINN_LAMMPS_HAS_REVERSE_COMM_PAIR}>:JINN_LAMMPS_HAS_REVERSE_COMM_PAIR>)
