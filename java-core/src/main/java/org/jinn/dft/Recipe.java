package org.jinn.dft;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jinn.structure.Cell;
import org.jinn.structure.Element;
import org.jinn.structure.Structure;

/** How the structures of a set come about. The same recipe gives the same structures. */
sealed interface Recipe {
    /** All structures, in order. */
    List<Structure> structures();

    /**
     * The perfect crystal strained: its volume, one axis after the other, one shear after the
     * other, each in {@code points} steps from -most to +most.
     *
     * @param most largest strain; of the volume, of its edge
     */
    record Strain(Structure start, double most, int points, List<String> kinds) implements Recipe {
        static final List<String> KINDS = List.of("volume", "uniaxial", "shear");

        @Override
        public List<Structure> structures() {
            List<Structure> out = new ArrayList<>();
            for (String kind : kinds) {
                for (int axis = 0; axis < (kind.equals("volume") ? 1 : 3); axis++) {
                    for (int p = 0; p < points; p++) {
                        double e = points == 1 ? most : most * (2.0 * p / (points - 1) - 1);
                        if (Math.abs(e) > 1e-12 || kind.equals("volume")) { // the perfect cell once
                            out.add(start.strained(tensor(kind, axis, e)));
                        }
                    }
                }
            }
            return out;
        }

        private static double[] tensor(String kind, int axis, double e) {
            double[] strain = new double[9];
            int i = (axis + 1) % 3;
            int j = (axis + 2) % 3;
            switch (kind) {
                case "volume" -> strain[0] = strain[4] = strain[8] = e;
                case "uniaxial" -> strain[4 * axis] = e;
                default -> strain[3 * i + j] = strain[3 * j + i] = e / 2;
            }
            return strain;
        }
    }

    /**
     * Every atom moved and the cell strained at random.
     *
     * @param displacement standard deviation of each coordinate, angstrom; structures take turns
     *     among the values
     * @param strain largest magnitude of each of the six strains, evenly distributed
     * @param vacancies atoms taken out of each structure, chosen at random
     */
    record Rattle(
            Structure start,
            int count,
            double[] displacement,
            double strain,
            int vacancies,
            long seed)
            implements Recipe {
        @Override
        public List<Structure> structures() {
            Random random = new Random(seed);
            List<Structure> out = new ArrayList<>();
            for (int n = 0; n < count; n++) {
                Structure s = start;
                for (int v = 0; v < vacancies; v++) {
                    s = without(s, random.nextInt(s.size()));
                }
                double[] e = new double[9];
                for (int i = 0; i < 3; i++) {
                    for (int j = i; j < 3; j++) {
                        e[3 * i + j] = e[3 * j + i] = strain * (2 * random.nextDouble() - 1);
                    }
                }
                s = s.strained(e);
                double[] x = s.positions();
                for (int i = 0; i < x.length; i++) {
                    x[i] += displacement[n % displacement.length] * random.nextGaussian();
                }
                out.add(s.withPositions(x));
            }
            return out;
        }

        private static Structure without(Structure s, int atom) {
            int n = s.size() - 1;
            Element[] species = new Element[n];
            double[] x = new double[3 * n];
            for (int i = 0; i < n; i++) {
                int from = i < atom ? i : i + 1;
                species[i] = s.species(from);
                for (int k = 0; k < 3; k++) {
                    x[3 * i + k] = s.position(from, k);
                }
            }
            return new Structure(s.cell(), species, x);
        }
    }

    /** The cubic cell of diamond, eight atoms. */
    static Structure diamond(Element element, double a) {
        double[] x = new double[24];
        int at = 0;
        for (double quarter : new double[] {0, 0.25}) {
            for (int face = 0; face < 4; face++) {
                for (int k = 0; k < 3; k++) {
                    x[at++] = a * (quarter + (face == 0 || k == face - 1 ? 0 : 0.5));
                }
            }
        }
        Element[] species = new Element[8];
        Arrays.fill(species, element);
        return new Structure(Cell.cubic(a), species, x);
    }
}
