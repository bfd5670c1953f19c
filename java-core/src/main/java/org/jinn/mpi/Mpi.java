package org.jinn.mpi;

import com.sun.jna.Library;
import com.sun.jna.Native;
import org.jinn.train.Ranks;

/**
 * The ranks of an MPI job. The launcher {@code jinn} finds out how many were started and builds the
 * library; it says so by the properties {@code jinn.ranks} and {@code jinn.mpi}.
 */
public final class Mpi implements Ranks {
    /** See {@code mpi_ranks.c}. */
    private interface Functions extends Library {
        int jinn_mpi_start();

        int jinn_mpi_rank();

        int jinn_mpi_size();

        double jinn_mpi_processors();

        void jinn_mpi_sum(double[] values, long count);

        void jinn_mpi_end();

        void jinn_mpi_abort();
    }

    private final Functions library;
    private final int rank;
    private final int size;
    private final double share;

    private Mpi(Functions library) {
        this.library = library;
        rank = library.jinn_mpi_rank();
        size = library.jinn_mpi_size();
        share = library.jinn_mpi_processors();
    }

    /** How many ranks were started; 1 outside an MPI job. */
    public static int started() {
        return Integer.getInteger("jinn.ranks", 1);
    }

    /**
     * Joins the job.
     *
     * @throws IllegalArgumentException if the library of MPI is not the one that started the ranks
     */
    public static Mpi start() {
        String file = System.getProperty("jinn.mpi");
        Functions library;
        try {
            library = Native.load(file, Functions.class);
        } catch (UnsatisfiedLinkError e) {
            throw new IllegalArgumentException(
                    "MPI cannot be loaded through " + file + ": " + e.getMessage(), e);
        }
        if (library.jinn_mpi_start() != 0) {
            throw new IllegalArgumentException("MPI does not start");
        }
        Mpi mpi = new Mpi(library);
        if (mpi.size != started()) {
            throw new IllegalArgumentException(
                    "all ranks must know of each other: started="
                            + started()
                            + " found="
                            + mpi.size
                            + "; start them with the mpirun of the MPI that jinn was built with (after"
                            + " a change, remove "
                            + file
                            + "), or with srun --mpi=pmix");
        }
        return mpi;
    }

    @Override
    public int rank() {
        return rank;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public int processors() {
        return Math.max(1, (int) (share * Runtime.getRuntime().availableProcessors() + 1e-9));
    }

    @Override
    public void sum(double[] values) {
        library.jinn_mpi_sum(values, values.length);
    }

    @Override
    public void end() {
        library.jinn_mpi_end();
    }

    @Override
    public void abort() {
        library.jinn_mpi_abort();
    }
}
