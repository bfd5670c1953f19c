package org.jinn.study;

import java.util.Locale;
import org.jinn.format.lammps.LammpsBox;
import org.jinn.structure.Structure;
import org.jinn.structure.Units;

/**
 * LAMMPS scripts of one simulation at constant temperature and pressure. A long one has several
 * parts, each a run of LAMMPS that goes on from what the part before it has left: a kill costs one
 * part and not the whole.
 *
 * @param coupling of the barostat: iso, aniso, tri, or {@value #AUTO}
 * @param pressure GPa
 * @param seed of the velocities
 */
record NptScript(
        Structure structure, String coupling, StudyInput.Dynamics md, double pressure, int seed) {
    /** The coupling that the cell suggests. */
    static final String AUTO = "auto";

    /** One atmosphere in GPa. */
    static final double ATMOSPHERE = 1.01325e-4;

    /** Range of radial distribution functions in angstrom, and how many bins they have. */
    static final double RANGE = 8;

    static final int BINS = 320;

    /** Steps from one line of a file of volumes to the next. */
    static final int INTERVAL = 100;

    static final String DATA = "start.data";

    /** A block of g(r) for each part. */
    static final String RDF = "rdf.dat";

    static final String VOLUMES = "volume.dat";

    /** What a part leaves for the next. */
    static final String LEFT = "left.restart";

    /** Most steps of a part: minutes of a core, for some hundred atoms. */
    private static final long PART = 50_000;

    /** Steps before averages are taken. */
    long equilibrate() {
        return Math.round(1000 * md.equilibrate() / md.timestep());
    }

    /** Steps over which averages are taken. */
    long steps() {
        double time = pressure == ATMOSPHERE ? md.time() : md.pressureTime();
        return Math.round(1000 * time / md.timestep());
    }

    /** How many parts there are: alike in length, but for a last that may be shorter. */
    int parts() {
        return (int) upTo(steps(), stepsOfPart());
    }

    private long stepsOfPart() {
        return INTERVAL * upTo(upTo(steps(), upTo(steps(), PART)), INTERVAL);
    }

    /** How often b is needed to make a. */
    private static long upTo(long a, long b) {
        return (a + b - 1) / b;
    }

    /**
     * A file of a part, from 1, such as {@code rdf.dat}, where there are more {@code rdf_2.dat}.
     */
    String file(String name, int part) {
        int dot = name.lastIndexOf('.');
        return parts() == 1 ? name : name.substring(0, dot) + "_" + part + name.substring(dot);
    }

    /** All parts, one after the other. */
    String all() {
        StringBuilder out = new StringBuilder();
        for (int part = 1; part <= parts(); part++) {
            out.append(text(part));
        }
        return out.toString();
    }

    /** The script of a part, from 1. */
    String text(int part) {
        String t = StudyInput.number(md.temperature());
        double dt = 1e-3 * md.timestep();
        String bar = StudyInput.number(pressure * Units.GPA_IN_BAR);
        boolean rdf = pressure == ATMOSPHERE;
        long length = Math.min(stepsOfPart(), steps() - (part - 1) * stepsOfPart());
        String out =
                """
                # Constant temperature and pressure; written by jinn study.
                units metal
                atom_style atomic
                boundary p p p
                %s
                pair_style jinn
                pair_coeff * * ../train/potential_saved %s

                neighbor 1.0 bin
                neigh_modify every 1 delay 0 check yes
                %stimestep %s
                %s
                variable target equal %s
                variable atoms equal atoms
                variable volume equal vol
                variable begin equal %s
                variable ratio equal vol/v_begin
                # a potential that does not hold its atoms together is soon known
                fix swollen all halt 100 v_ratio > 1.6 error hard
                fix collapsed all halt 100 v_ratio < 0.6 error hard
                thermo_style custom step temp pe press vol
                thermo %d
                fix npt all npt temp %s %s %s %s
                %s
                %sfix volume all ave/time 10 10 %d v_volume c_thermo_temp c_thermo_press v_target v_atoms &
                    file %s format " %%.9g"
                run %d
                %s""";
        return String.format(
                Locale.ROOT,
                out,
                part == 1 ? "read_data " + DATA : "read_restart " + restart(part),
                MolecularDynamics.symbols(structure),
                // compute rdf sees only pairs of the ghost range: its range and the skin must fit
                rdf ? "comm_modify cutoff " + StudyInput.number(RANGE + 1.1) + "\n" : "",
                StudyInput.number(dt),
                part == 1
                        ? "# twice the temperature, because half of it turns into potential energy\n"
                                + "velocity all create "
                                + StudyInput.number(2 * md.temperature())
                                + " "
                                + (87287 + seed)
                                + " mom yes rot no dist gaussian\n"
                        : "",
                bar,
                part == 1 ? "$(vol)" : StudyInput.number(structure.cell().volume()),
                Math.max(100, steps() / 200),
                t,
                t,
                StudyInput.number(100 * dt),
                (coupling.equals(AUTO) ? coupling(structure) : coupling)
                        + " "
                        + bar
                        + " "
                        + bar
                        + " "
                        + StudyInput.number(1000 * dt),
                part == 1 ? "run " + equilibrate() + "\n\nreset_timestep 0" : "",
                rdf
                        ? "compute rdf all rdf "
                                + BINS
                                + " cutoff "
                                + StudyInput.number(RANGE)
                                + "\nfix rdf all ave/time 50 1 50 c_rdf[*] file "
                                + file(RDF, part)
                                + " mode vector ave running overwrite\n"
                        : "",
                INTERVAL,
                file(VOLUMES, part),
                length,
                part < parts() ? "write_restart " + LEFT + "\n" : "");
    }

    /** What a part, from 2, goes on from. */
    static String restart(int part) {
        return "part_" + part + ".restart";
    }

    /** A cube stays one; edges at right angles change on their own; other cells freely. */
    static String coupling(Structure s) {
        double[] h = LammpsBox.of(s.cell()).cell().vectors();
        double most = 0;
        for (int k = 0; k < 9; k++) {
            most = Math.max(most, k % 4 == 0 ? 0 : Math.abs(h[k]));
        }
        double edge = Math.cbrt(s.cell().volume());
        if (most > 1e-6 * edge) {
            return "tri";
        }
        boolean cube = Math.abs(h[0] - h[4]) + Math.abs(h[0] - h[8]) < 1e-4 * edge;
        return cube ? "iso" : "aniso";
    }
}
