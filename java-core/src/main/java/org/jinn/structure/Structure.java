package org.jinn.structure;

import java.util.List;
import java.util.TreeSet;

/**
 * Atoms in a cell: species and Cartesian positions. Immutable. Positions may lie outside the cell;
 * nothing is wrapped.
 */
public final class Structure {
    private final Cell cell;
    private final Element[] species;
    private final double[] positions;

    /**
     * A structure.
     *
     * @param cell the cell, {@link Cell#NONE} for a cluster
     * @param species element of each atom
     * @param positions x, y, z of each atom in angstrom; length three times that of species
     * @throws IllegalArgumentException if the lengths differ or a coordinate is not finite
     */
    public Structure(Cell cell, Element[] species, double[] positions) {
        if (positions.length != 3 * species.length) {
            throw new IllegalArgumentException(
                    "three coordinates per atom: atoms="
                            + species.length
                            + ", coordinates="
                            + positions.length);
        }
        for (int i = 0; i < positions.length; i++) {
            if (!Double.isFinite(positions[i])) {
                throw new IllegalArgumentException(
                        "positions must be finite: atom="
                                + (i / 3 + 1)
                                + ", value="
                                + positions[i]);
            }
        }
        this.cell = cell;
        this.species = species.clone();
        this.positions = positions.clone();
    }

    public Cell cell() {
        return cell;
    }

    /** Number of atoms. */
    public int size() {
        return species.length;
    }

    public Element species(int atom) {
        return species[atom];
    }

    /** Coordinate {@code axis} (0..2) of {@code atom} in angstrom. */
    public double position(int atom, int axis) {
        return positions[3 * atom + axis];
    }

    /** All positions, x y z per atom (a copy). */
    public double[] positions() {
        return positions.clone();
    }

    /** The distinct elements, by atomic number. */
    public List<Element> elements() {
        return List.copyOf(new TreeSet<>(List.of(species)));
    }

    /** The chemical formula in order of atomic number, such as {@code O2Si}'s {@code O128Si64}. */
    public String formula() {
        StringBuilder out = new StringBuilder();
        for (Element element : elements()) {
            int count = 0;
            for (Element s : species) {
                count += s == element ? 1 : 0;
            }
            out.append(element.symbol()).append(count > 1 ? Integer.toString(count) : "");
        }
        return out.toString();
    }

    /** The same atoms at other positions. */
    public Structure withPositions(double[] moved) {
        return new Structure(cell, species, moved);
    }

    /**
     * Cell and positions under the strain (row-major 3x3): every vector v becomes v (1 + strain).
     */
    public Structure strained(double[] strain) {
        return new Structure(cell.strained(strain), species, Cell.strainRows(positions, strain));
    }

    /** This structure repeated along its lattice vectors, each as many times. */
    public Structure repeated(int... times) {
        int copies = times[0] * times[1] * times[2];
        double[] h = cell.vectors();
        Element[] all = new Element[size() * copies];
        double[] x = new double[3 * all.length];
        int at = 0;
        for (int copy = 0; copy < copies; copy++) {
            int[] shift = {
                copy / (times[1] * times[2]), copy / times[2] % times[1], copy % times[2]
            };
            for (int i = 0; i < size(); i++, at++) {
                all[at] = species[i];
                for (int k = 0; k < 3; k++) {
                    x[3 * at + k] =
                            position(i, k)
                                    + shift[0] * h[k]
                                    + shift[1] * h[3 + k]
                                    + shift[2] * h[6 + k];
                }
            }
        }
        for (int i = 0; i < 9; i++) {
            h[i] *= times[i / 3];
        }
        return new Structure(Cell.of(h), all, x);
    }
}
