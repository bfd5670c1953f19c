/* What training needs of MPI (org.jinn.mpi). A library of its own: it needs neither LAMMPS nor Java,
 * and `jinn` builds it only for who trains under mpirun. MPI's errors end the job (its default). */
#define _GNU_SOURCE
#include <limits.h>
#include <mpi.h>
#include <sched.h>
#include <stdint.h>

/* 0 if all is well. Calls come from one thread of many. */
int jinn_mpi_start(void)
{
  int provided;
  return MPI_Init_thread(NULL, NULL, MPI_THREAD_SERIALIZED, &provided) != MPI_SUCCESS ||
      provided < MPI_THREAD_SERIALIZED;
}

int jinn_mpi_rank(void)
{
  int rank;
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  return rank;
}

int jinn_mpi_size(void)
{
  int size;
  MPI_Comm_size(MPI_COMM_WORLD, &size);
  return size;
}

/* Of the processors that this rank may run on, the part that is its own: ranks of one node that may
 * run on the same processor share it evenly. Whether ranks are bound to processors, and to how many,
 * is up to mpirun. */
double jinn_mpi_processors(void)
{
  static int ranks[CPU_SETSIZE];
  cpu_set_t mine;
  double own = 0;
  MPI_Comm node;
  if (sched_getaffinity(0, sizeof mine, &mine) != 0) {
    CPU_ZERO(&mine);    /* more processors than a set holds: all alike */
    CPU_SET(0, &mine);
  }
  for (int cpu = 0; cpu < CPU_SETSIZE; cpu++) ranks[cpu] = CPU_ISSET(cpu, &mine) != 0;
  MPI_Comm_split_type(MPI_COMM_WORLD, MPI_COMM_TYPE_SHARED, 0, MPI_INFO_NULL, &node);
  MPI_Allreduce(MPI_IN_PLACE, ranks, CPU_SETSIZE, MPI_INT, MPI_SUM, node);
  MPI_Comm_free(&node);
  for (int cpu = 0; cpu < CPU_SETSIZE; cpu++)
    if (CPU_ISSET(cpu, &mine)) own += 1.0 / ranks[cpu];
  return own / CPU_COUNT(&mine);
}

/* Sums over all ranks. The same bits everywhere, which MPI_Allreduce only recommends. */
void jinn_mpi_sum(double *values, int64_t count)
{
  const int rank = jinn_mpi_rank();
  while (count > 0) {
    const int n = count > INT_MAX ? INT_MAX : (int) count;
    MPI_Reduce(rank == 0 ? MPI_IN_PLACE : values, values, n, MPI_DOUBLE, MPI_SUM, 0,
               MPI_COMM_WORLD);
    MPI_Bcast(values, n, MPI_DOUBLE, 0, MPI_COMM_WORLD);
    values += n;
    count -= n;
  }
}

void jinn_mpi_end(void)
{
  MPI_Finalize();
}

void jinn_mpi_abort(void)
{
  MPI_Abort(MPI_COMM_WORLD, 1);
}
