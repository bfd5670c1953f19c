package org.jinn.dft;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jinn.structure.Element;
import org.jinn.structure.Structure;
import org.jinn.structure.Units;

/** Writes what pw.x reads: one self-consistent calculation, or some steps of dynamics. */
final class PwInputWriter {
    /**
     * How careful the self-consistency is, more from one to the next. Local Thomas-Fermi mixing
     * needs 13 iterations where plain mixing needs 24 in liquid silicon (64 atoms), and in no case
     * tried more than one iteration more. Davidson's diagonalisation, the fastest, crashes on some
     * hot cells; conjugate gradients do not.
     */
    enum Care {
        USUAL(0.7, 100, "local-TF", "david"),
        MORE(0.3, 200, "plain", "cg"),
        MOST(0.1, 300, "local-TF", "cg");

        private final Map<String, String> electrons = new LinkedHashMap<>();

        Care(double beta, int steps, String mode, String diagonalization) {
            electrons.put("mixing_beta", Double.toString(beta));
            electrons.put("mixing_mode", "'" + mode + "'");
            electrons.put("electron_maxstep", Integer.toString(steps));
            if (!diagonalization.equals("david")) { // what pw.x does by itself
                electrons.put("diagonalization", "'" + diagonalization + "'");
            }
        }

        /** The one to try next, {@code null} after the most careful. */
        Care next() {
            return this == MOST ? null : values()[ordinal() + 1];
        }

        @Override
        public String toString() {
            return electrons.entrySet().stream()
                    .map(e -> e.getKey() + " = " + e.getValue())
                    .collect(Collectors.joining(", "));
        }
    }

    private static final String PSEUDO_DIR = "pseudo_dir";

    private PwInputWriter() {}

    /** The input of a single calculation. */
    static String text(DftInput input, Structure structure, int[] points, Care care) {
        return text(input, structure, points, care, null, 1, 0);
    }

    /**
     * The input of molecular dynamics at constant energy.
     *
     * @param velocities angstrom/fs; {@code null} for a single calculation
     * @param steps positions at which forces are calculated, the given ones included
     * @param dt fs
     */
    static String text(
            DftInput input,
            Structure structure,
            int[] points,
            Care care,
            double[] velocities,
            int steps,
            double dt) {
        boolean md = velocities != null;
        List<Element> species = species(input, structure);
        StringBuilder out = new StringBuilder();
        for (Element e : species) {
            out.append("! ").append(input.pseudopotentials().get(e).text()).append('\n');
        }
        Map<String, String> control = new LinkedHashMap<>();
        control.put("calculation", md ? "'md'" : "'scf'");
        if (md) {
            control.put("nstep", Integer.toString(steps));
            control.put("dt", Double.toString(dt / Units.RYDBERG_TIME));
        }
        control.put(PSEUDO_DIR, "'" + input.pseudoFolder() + "'");
        control.put("outdir", "'./tmp'");
        control.put("tprnfor", ".true.");
        control.put("tstress", ".true.");
        control.put("disk_io", "'none'");
        namelist(out, "CONTROL", control);
        Map<String, String> system = new LinkedHashMap<>();
        system.put("ibrav", "0");
        system.put("nat", Integer.toString(structure.size()));
        system.put("ntyp", Integer.toString(species.size()));
        system.put("ecutwfc", Double.toString(input.cutoff()));
        if (input.smearing() != null) {
            system.put("occupations", "'smearing'");
            system.put("smearing", "'" + input.smearing() + "'");
            system.put("degauss", Double.toString(input.width()));
        }
        if (md) {
            system.put("nosym", ".true."); // thermal motion has none
        }
        system.putAll(input.system());
        namelist(out, "SYSTEM", system);
        Map<String, String> electrons = new LinkedHashMap<>();
        double threshold = input.threshold() * structure.size();
        electrons.put("conv_thr", String.format(Locale.ROOT, "%.2e", threshold).replace('e', 'd'));
        electrons.putAll(care.electrons);
        namelist(out, "ELECTRONS", electrons);
        if (md) {
            Map<String, String> ions = new LinkedHashMap<>();
            ions.put("ion_dynamics", "'verlet'");
            ions.put("ion_velocities", "'from_input'");
            ions.put("pot_extrapolation", "'second-order'");
            ions.put("wfc_extrapolation", "'second-order'");
            namelist(out, "IONS", ions);
        }
        out.append("ATOMIC_SPECIES\n");
        for (Element e : species) {
            out.append(' ').append(e.symbol()).append(' ').append(e.mass()).append(' ');
            out.append(input.pseudopotentials().get(e).file()).append('\n');
        }
        out.append("CELL_PARAMETERS angstrom\n");
        rows(out, null, structure.cell().vectors());
        out.append("ATOMIC_POSITIONS angstrom\n");
        rows(out, structure, structure.positions());
        if (md) {
            out.append("ATOMIC_VELOCITIES a.u\n");
            rows(out, structure, Units.converted(velocities, Units.RYDBERG_TIME / Units.BOHR));
        }
        out.append("K_POINTS automatic\n");
        for (int p : points) {
            out.append(p).append(' ');
        }
        return out.append(input.kmesh().shifted() ? "1 1 1\n" : "0 0 0\n").toString();
    }

    /**
     * In the order that the input gives them. Where it has keys of a species, such as Hubbard_U(1),
     * all of them, with atoms or without: numbers must mean the same in every frame.
     */
    private static List<Element> species(DftInput input, Structure structure) {
        boolean numbered = input.system().keySet().stream().anyMatch(key -> key.contains("("));
        return input.pseudopotentials().keySet().stream()
                .filter(e -> numbered || structure.elements().contains(e))
                .toList();
    }

    /** Whether two inputs give the same result: where pseudopotentials lie is no part of it. */
    static boolean same(String one, String other) {
        return essence(one).equals(essence(other));
    }

    private static List<String> essence(String input) {
        return input.lines().filter(l -> !l.strip().startsWith(PSEUDO_DIR)).toList();
    }

    private static void namelist(StringBuilder out, String name, Map<String, String> values) {
        out.append('&').append(name).append('\n');
        values.forEach((k, v) -> out.append("  ").append(k).append(" = ").append(v).append('\n'));
        out.append("/\n");
    }

    private static void rows(StringBuilder out, Structure atoms, double[] rows) {
        for (int i = 0; i < rows.length; i += 3) {
            out.append(atoms == null ? "" : " " + atoms.species(i / 3).symbol());
            out.append(
                    String.format(
                            Locale.ROOT,
                            " %.12f %.12f %.12f\n",
                            rows[i],
                            rows[i + 1],
                            rows[i + 2]));
        }
    }
}
