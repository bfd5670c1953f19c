package org.jinn.format.cif;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jinn.format.Refusal;
import org.jinn.format.SpeciesLabel;
import org.jinn.structure.Cell;
import org.jinn.structure.Element;
import org.jinn.structure.Structure;

/** What a data block says of the crystal. */
final class CifCrystal {
    /** Images of an atom nearer than this are the atom itself, in angstrom. */
    private static final double SAME_PLACE = 0.05;

    private static final Pattern NUMBER =
            Pattern.compile("([-+]?[.\\d]+(?:[eE][-+]?\\d+)?)(\\(\\d+\\))?");
    private static final Pattern TERM =
            Pattern.compile("([-+]?)(?:(\\d+(?:\\.\\d+)?)(?:/(\\d+))?\\*?)?([xyz]?)");

    private final Map<String, List<String>> items;
    private final int line;

    CifCrystal(Map<String, List<String>> items, int line) {
        this.items = items;
        this.line = line;
    }

    Structure structure() {
        Cell cell = cell();
        List<double[]> operations = operations();
        List<String> labels = column("_atom_site_type_symbol", "_atom_site_label");
        List<double[]> sites = new ArrayList<>();
        for (int i = 0; i < labels.size(); i++) {
            sites.add(
                    new double[] {
                        number("_atom_site_fract_x", i),
                        number("_atom_site_fract_y", i),
                        number("_atom_site_fract_z", i)
                    });
            if (items.containsKey("_atom_site_occupancy")
                    && Math.abs(number("_atom_site_occupancy", i) - 1) > 1e-3) {
                throw bad("partly occupied site: " + labels.get(i));
            }
        }
        if (sites.isEmpty()) {
            throw bad("a table of atom sites with fractional coordinates was expected");
        }
        List<Element> species = new ArrayList<>();
        List<double[]> places = new ArrayList<>();
        for (int i = 0; i < sites.size(); i++) {
            int own = places.size();
            String label = labels.get(i);
            Element element =
                    SpeciesLabel.element(label)
                            .orElseThrow(() -> bad("no element for site " + label));
            for (double[] operation : operations) {
                double[] at = image(operation, sites.get(i));
                int same = find(cell, places, at);
                if (same >= 0 && same < own) {
                    throw bad("two sites at one place, the second is " + label);
                }
                if (same < 0) {
                    places.add(at);
                    species.add(element);
                }
            }
        }
        double[] at = places.stream().flatMapToDouble(Arrays::stream).toArray();
        try {
            return new Structure(cell, species.toArray(new Element[0]), cell.cartesian(at));
        } catch (IllegalArgumentException e) {
            throw bad("atoms unusable: " + e.getMessage());
        }
    }

    /** a along x, b in the x-y plane. */
    private Cell cell() {
        double a = number("_cell_length_a", 0);
        double b = number("_cell_length_b", 0);
        double c = number("_cell_length_c", 0);
        double alpha = cosine("_cell_angle_alpha");
        double beta = cosine("_cell_angle_beta");
        double gamma = cosine("_cell_angle_gamma");
        double sine = Math.sqrt(1 - gamma * gamma);
        double cy = (alpha - beta * gamma) / sine;
        double cz = Math.sqrt(1 - beta * beta - cy * cy);
        try {
            return Cell.of(a, 0, 0, b * gamma, b * sine, 0, c * beta, c * cy, c * cz);
        } catch (IllegalArgumentException e) {
            throw bad("cell unusable: " + e.getMessage());
        }
    }

    private double cosine(String tag) {
        double degrees = number(tag, 0);
        return degrees == 90 ? 0 : degrees == 120 ? -0.5 : Math.cos(Math.toRadians(degrees));
    }

    private List<double[]> operations() {
        List<String> texts =
                column("_space_group_symop_operation_xyz", "_symmetry_equiv_pos_as_xyz");
        if (texts.isEmpty()) {
            String number = first("_space_group_it_number", "_symmetry_int_tables_number");
            String name = first("_space_group_name_h-m_alt", "_symmetry_space_group_name_h-m");
            String hall = first("_space_group_name_hall", "_symmetry_space_group_name_hall");
            name = name.isEmpty() ? hall : name;
            boolean one = number.equals("1") || name.replace(" ", "").equalsIgnoreCase("P1");
            if (!one && !(number + name).isEmpty()) {
                throw bad(
                        "space group "
                                + (name.isEmpty() ? number : name)
                                + " without its symmetry operations, which were expected");
            }
            texts = List.of("x,y,z");
        }
        return texts.stream().map(this::operation).toList();
    }

    /** Twelve numbers, row by row: rotation and translation of {@code -x+1/2, y, x-z}. */
    private double[] operation(String text) {
        String[] parts = text.toLowerCase(Locale.ROOT).replaceAll("\\s", "").split(",");
        double[] operation = new double[12];
        for (int row = 0; row < 3; row++) {
            Matcher m = TERM.matcher(row < parts.length ? parts[row] : "");
            int at = 0;
            while (m.find(at) && m.end() > at && m.start() == at) {
                double value = m.group(1).equals("-") ? -1 : 1;
                if (m.group(2) != null) {
                    value *= Double.parseDouble(m.group(2));
                    value /= m.group(3) == null ? 1 : Double.parseDouble(m.group(3));
                } else if (m.group(4).isEmpty()) {
                    break;
                }
                int column = m.group(4).isEmpty() ? 3 : m.group(4).charAt(0) - 'x';
                operation[4 * row + column] += value;
                at = m.end();
            }
            if (parts.length != 3 || at == 0 || at != parts[row].length()) {
                throw bad("symmetry operation not read, expected such as -x+1/2,y,z: " + text);
            }
        }
        return operation;
    }

    private static double[] image(double[] operation, double[] site) {
        double[] out = new double[3];
        for (int row = 0; row < 3; row++) {
            double value = operation[4 * row + 3];
            for (int k = 0; k < 3; k++) {
                value += operation[4 * row + k] * site[k];
            }
            out[row] = value - Math.floor(value);
        }
        return out;
    }

    private static int find(Cell cell, List<double[]> places, double[] at) {
        for (int i = 0; i < places.size(); i++) {
            double[] d = new double[3];
            for (int k = 0; k < 3; k++) {
                d[k] = places.get(i)[k] - at[k];
                d[k] -= Math.rint(d[k]);
            }
            double[] v = cell.cartesian(d);
            if (v[0] * v[0] + v[1] * v[1] + v[2] * v[2] < SAME_PLACE * SAME_PLACE) {
                return i;
            }
        }
        return -1;
    }

    private String first(String tag, String other) {
        List<String> column = column(tag, other);
        String value = column.isEmpty() ? "" : column.get(0);
        return value.equals("?") || value.equals(".") ? "" : value;
    }

    private List<String> column(String tag, String other) {
        return items.getOrDefault(tag, items.getOrDefault(other, List.of()));
    }

    private double number(String tag, int row) {
        List<String> column = items.getOrDefault(tag, List.of());
        String text = row < column.size() ? column.get(row) : "?";
        Matcher m = NUMBER.matcher(text);
        try {
            if (m.matches()) { // a standard uncertainty in brackets may follow
                return Double.parseDouble(m.group(1));
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw bad(tag + " must be a number: " + text);
    }

    private Refusal bad(String reason) {
        return new Refusal(line, reason);
    }
}
