// The Java virtual machine of this process: found, started or joined once, never ended. The only
// place that speaks JNI.
#pragma once

#include <cstdint>

namespace jinn {

// Calls `static int org.jinn.lammps.LammpsPotential.METHOD(long argument)`. The first call starts
// Java (after MPI_Init, so that HotSpot chains the signal handlers already there). Throws
// std::runtime_error with one sentence if there is no usable Java or the method threw.
int call_java(const char *method, std::int64_t argument);

}    // namespace jinn
