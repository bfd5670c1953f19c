/*
 * The contract between the LAMMPS pair style (C++) and the evaluator (Java), in plain C.
 *
 * Units: angstrom, eV, eV/angstrom. Order of six components: LAMMPS's, xx yy zz xy xz yz.
 * Ownership: every pointer is owned by the C++ side, which keeps it valid for the duration of the
 * call that it is passed to; Java keeps none of them. Each structure starts with its own size and
 * the version of this contract; Java also compares every field's offset (jinn_session.layout).
 * Threads: one calling thread per session. Nothing here is called from a signal handler.
 * Errors: a function returns JINN_OK or JINN_FAILED; when it failed, `error` holds one sentence in
 * UTF-8, ended by a zero byte and cut to error_size. Nothing is thrown across this boundary.
 */
#ifndef JINN_ABI_H
#define JINN_ABI_H

#include <stddef.h>
#include <stdint.h>

#define JINN_ABI_VERSION 4
#define JINN_OK 0
#define JINN_FAILED 1

/* Bits of jinn_step.flags. */
#define JINN_NEW_LIST 1    /* atoms were added, removed, reordered or re-typed since */
#define JINN_ATOM_ENERGY 2 /* fill atom_energies */
#define JINN_ATOM_VIRIAL 4 /* fill atom_virials */
#define JINN_OUTSIDE 8     /* fill atom_outside */
#define JINN_MEMBERS 16    /* fill member_forces */

/* One force evaluation: filled by C++, completed by Java. nall = nlocal + nghost. */
typedef struct jinn_step {
  int32_t size;          /* sizeof(jinn_step) */
  int32_t version;       /* JINN_ABI_VERSION */
  int32_t flags;         /* in: bits above */
  int32_t nlocal;        /* in: atoms owned by this process, the first of nall */
  int32_t nghost;        /* in: copies of other atoms around them */
  int32_t error_size;    /* in: bytes at error */
  double list_cutoff;    /* in: radius for a new neighbour list, cutoff + skin */
  const double *x;       /* in: 3*nall positions */
  const int32_t *species; /* in: nall indices into the potential's elements; -1: not our atom */
  double *forces;        /* out: 3*nall, overwritten; ghosts get their share */
  double *atom_energies; /* out: nlocal, or null */
  double *atom_virials;  /* out: 6*nlocal, or null */
  double *atom_outside;  /* out: nlocal distances from the training range, or null */
  double *member_forces; /* out: 3*nall of the first member, then of the next ..., or null */
  double energy;         /* out: sum over local atoms */
  double virial[6];      /* out: sum of r_i f_i */
  double farthest;       /* out: the largest distance from the training range, in its widths */
  int32_t outside;       /* out: atoms that are not within it */
  int32_t farthest_atom; /* out: which of them is farthest, -1: none is outside */
  char *error;           /* out: one sentence if the call failed, else the farthest atom in words */
} jinn_step;

/* The one call per step. */
typedef int32_t (*jinn_step_function)(jinn_step *step);

/* Opening a potential: filled by C++, completed by Java. */
typedef struct jinn_session {
  int32_t size;             /* sizeof(jinn_session) */
  int32_t version;          /* JINN_ABI_VERSION */
  int32_t element_count;    /* in: names in elements */
  int32_t error_size;       /* in: bytes at error */
  int32_t threads;          /* in: Java threads that share the atoms of this process, 1 or more */
  int32_t mixed;            /* in: 1: inner sums in single precision, 0: all in double */
  int32_t watch;            /* in: 1: compare with the training range; out: 1 if that is known */
  const char *layout;       /* in: jinn_fields as "name=offset;name=offset;..." */
  const char *potential;    /* in: path of the potential file; of a committee, one a line */
  const char *elements;     /* in: element names of the pair_coeff line, one blank between */
  int32_t *species;         /* out: for each name, its index in the potential */
  double cutoff;            /* out: longest interaction of the potential */
  jinn_step_function step;  /* out: valid until the session is closed */
  int64_t handle;           /* out: names the session when closing it */
  char *error;              /* out: one sentence if the call failed, else what runs it, for the log */
} jinn_session;

#define JINN_FIELD(type, field) {#type "." #field, offsetof(type, field)}

typedef struct jinn_field {
  const char *name;
  size_t offset;
} jinn_field;

/* Every field with its offset: what Java's view of the structures is compared with. */
static const jinn_field jinn_fields[] = {
    JINN_FIELD(jinn_step, size),          JINN_FIELD(jinn_step, version),
    JINN_FIELD(jinn_step, flags),         JINN_FIELD(jinn_step, nlocal),
    JINN_FIELD(jinn_step, nghost),        JINN_FIELD(jinn_step, error_size),
    JINN_FIELD(jinn_step, list_cutoff),   JINN_FIELD(jinn_step, x),
    JINN_FIELD(jinn_step, species),       JINN_FIELD(jinn_step, forces),
    JINN_FIELD(jinn_step, atom_energies), JINN_FIELD(jinn_step, atom_virials),
    JINN_FIELD(jinn_step, atom_outside),  JINN_FIELD(jinn_step, member_forces),
    JINN_FIELD(jinn_step, energy),        JINN_FIELD(jinn_step, virial),
    JINN_FIELD(jinn_step, farthest),      JINN_FIELD(jinn_step, outside),
    JINN_FIELD(jinn_step, farthest_atom), JINN_FIELD(jinn_step, error),
    JINN_FIELD(jinn_session, size),       JINN_FIELD(jinn_session, version),
    JINN_FIELD(jinn_session, element_count), JINN_FIELD(jinn_session, error_size),
    JINN_FIELD(jinn_session, threads),    JINN_FIELD(jinn_session, mixed),
    JINN_FIELD(jinn_session, watch),      JINN_FIELD(jinn_session, layout),
    JINN_FIELD(jinn_session, potential),  JINN_FIELD(jinn_session, elements),
    JINN_FIELD(jinn_session, species),    JINN_FIELD(jinn_session, cutoff),
    JINN_FIELD(jinn_session, step),       JINN_FIELD(jinn_session, handle),
    JINN_FIELD(jinn_session, error),
};

#define JINN_FIELD_COUNT ((int)(sizeof jinn_fields / sizeof jinn_fields[0]))

#endif
