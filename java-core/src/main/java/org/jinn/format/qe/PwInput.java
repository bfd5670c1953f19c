package org.jinn.format.qe;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.jinn.format.Lines;
import org.jinn.format.Refusal;
import org.jinn.format.SpeciesLabel;
import org.jinn.format.qe.Namelists.Card;
import org.jinn.format.qe.Namelists.Row;
import org.jinn.structure.Cell;
import org.jinn.structure.Element;
import org.jinn.structure.Structure;
import org.jinn.structure.Units;

/** The structure an input of pw.x or cp.x describes, and the order of its species. */
final class PwInput {
    private final Namelists input;
    private final int end;

    PwInput(Lines lines) throws IOException {
        input = new Namelists(lines);
        end = Math.max(lines.number(), 1);
    }

    /** A variable's text, empty if it is not set. */
    String text(String variable) {
        return input.text(variable);
    }

    /** Labels in the order of ATOMIC_SPECIES. */
    List<String> speciesLabels() {
        return card("ATOMIC_SPECIES").rows().stream().map(r -> r.words()[0]).toList();
    }

    /** Mass in u that ATOMIC_SPECIES gives for a label. */
    double mass(String label) {
        for (Row row : card("ATOMIC_SPECIES").rows()) {
            if (row.words()[0].equals(label) && row.words().length > 1) {
                return Namelists.real(row.words()[1], row.line());
            }
        }
        throw new Refusal(end, "no mass in ATOMIC_SPECIES for " + label);
    }

    /** Labels of the atoms in the order of ATOMIC_POSITIONS. */
    List<String> atomLabels() {
        return atoms().stream().map(r -> r.words()[0]).toList();
    }

    /** The element of a label. */
    static Element element(String label, int line) {
        return SpeciesLabel.element(label)
                .orElseThrow(() -> new Refusal(line, "no element for species " + label));
    }

    /** Line of ATOMIC_POSITIONS. */
    int line() {
        return card("ATOMIC_POSITIONS").line();
    }

    Structure structure() {
        double[] h = cell();
        Card positions = card("ATOMIC_POSITIONS");
        boolean crystal = positions.option().equals("crystal");
        // QE's read_cards: without a unit that of pw.x is alat, of cp.x bohr
        boolean bohr = positions.option().isEmpty() && isOfCp();
        double unit = crystal ? 1 : bohr ? Units.BOHR : unit(positions, alat(h));
        List<Row> rows = atoms();
        Element[] species = new Element[rows.size()];
        double[] x = new double[3 * rows.size()];
        for (int i = 0; i < rows.size(); i++) {
            Row row = rows.get(i);
            species[i] = element(row.words()[0], row.line());
            double[] at = numbers(row, 1);
            for (int j = 0; j < 3; j++) {
                x[3 * i + j] = at[j] * unit;
            }
        }
        try {
            Cell cell = Cell.of(h);
            return new Structure(cell, species, crystal ? cell.cartesian(x) : x);
        } catch (IllegalArgumentException e) {
            throw new Refusal(positions.line(), "cell unusable: " + e.getMessage());
        }
    }

    private List<Row> atoms() {
        Card positions = card("ATOMIC_POSITIONS");
        int count = (int) variable("nat", positions.rows().size());
        if (count < 1 || positions.rows().size() < count) {
            throw new Refusal(
                    positions.line(),
                    "positions of " + positions.rows().size() + " atoms, expected nat=" + count);
        }
        return new ArrayList<>(positions.rows().subList(0, count));
    }

    /** Lattice vectors in angstrom. */
    private double[] cell() {
        OptionalDouble number = input.number("ibrav", end);
        int ibrav = (int) number.orElseThrow(() -> new Refusal(end, "ibrav is not set"));
        double[] h = new double[9];
        double unit;
        if (ibrav == 0) {
            Card card = card("CELL_PARAMETERS");
            if (card.rows().size() < 3) {
                throw new Refusal(card.line(), "three rows of CELL_PARAMETERS were expected");
            }
            for (int i = 0; i < 3; i++) {
                System.arraycopy(numbers(card.rows().get(i), 0), 0, h, 3 * i, 3);
            }
            double given = alat();
            boolean none = card.option().isEmpty();
            unit = none ? (given > 0 ? given : Units.BOHR) : unit(card, given);
            if (card.option().equals("alat") && given == 0) {
                throw new Refusal(card.line(), "unit alat, but neither celldm(1) nor A is set");
            }
        } else {
            unit = alat();
            try {
                h = Bravais.vectors(ibrav, celldm(ibrav));
            } catch (IllegalArgumentException e) {
                throw new Refusal(end, e.getMessage());
            }
            if (!(unit > 0)) {
                throw new Refusal(end, "celldm(1) or A must be positive: " + unit);
            }
        }
        for (int i = 0; i < 9; i++) {
            h[i] *= unit;
        }
        return h;
    }

    /** The lattice parameter in angstrom as the input gives it, 0 if it does not. */
    private double alat() {
        double bohr = variable("celldm(1)", 0);
        return bohr != 0 ? bohr * Units.BOHR : variable("a", 0);
    }

    /** The unit alat: as given, else the length of the first lattice vector. */
    private double alat(double[] h) {
        double given = alat();
        return given > 0 ? given : Math.sqrt(h[0] * h[0] + h[1] * h[1] + h[2] * h[2]);
    }

    /** celldm(2) to celldm(6), also from A, B, C and the cosines. */
    private double[] celldm(int ibrav) {
        double[] celldm = new double[7];
        for (int i = 2; i <= 6; i++) {
            celldm[i] = variable("celldm(" + i + ")", 0);
        }
        double a = variable("a", 0);
        if (variable("celldm(1)", 0) == 0 && a > 0) {
            celldm[2] = variable("b", 0) / a;
            celldm[3] = variable("c", 0) / a;
            if (ibrav == 14) {
                celldm[4] = variable("cosbc", 0);
                celldm[5] = variable("cosac", 0);
                celldm[6] = variable("cosab", 0);
            } else {
                celldm[4] = variable("cosab", 0);
                celldm[5] = variable("cosac", 0);
            }
        }
        return celldm;
    }

    /** By what pw.x does not know: electrons that move have a mass. */
    private boolean isOfCp() {
        return text("calculation").toLowerCase(Locale.ROOT).contains("cp")
                || !text("emass").isEmpty()
                || !text("electron_dynamics").isEmpty();
    }

    private double unit(Card card, double alat) {
        return switch (card.option()) {
            case "angstrom" -> 1;
            case "bohr" -> Units.BOHR;
            case "alat", "" -> alat;
            default ->
                    throw new Refusal(
                            card.line(),
                            "unit not read, expected alat, bohr, angstrom or crystal: "
                                    + card.option());
        };
    }

    private double[] numbers(Row row, int from) {
        if (row.words().length < from + 3) {
            throw new Refusal(row.line(), "three numbers were expected in this row");
        }
        double[] out = new double[3];
        for (int j = 0; j < 3; j++) {
            out[j] = Namelists.real(row.words()[from + j], row.line());
        }
        return out;
    }

    private double variable(String name, double otherwise) {
        return input.number(name, end).orElse(otherwise);
    }

    private Card card(String name) {
        Card card = input.card(name);
        if (card == null) {
            throw new Refusal(end, "the card " + name + " was expected");
        }
        return card;
    }
}
