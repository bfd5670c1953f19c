package org.jinn.descriptor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jinn.descriptor.SymmetryFunction.G2;
import org.jinn.descriptor.SymmetryFunction.G4;
import org.jinn.structure.Element;

/**
 * The descriptor sets of the silicon study: 64 functions shortened by leaving out values of eta
 * (table 1) or of zeta (table 2). Length = n_G2 + 2 n_eta n_zeta, lambda = -1 and +1, Rs = 0.
 *
 * <p>The study does not print the values; these are sixteen eta in geometric progression for G2,
 * and six eta and zeta = 1, 2, 4, 16 for G4. A shorter table-1 set keeps values spread evenly over
 * the full range; a shorter table-2 set keeps the smaller zeta.
 */
public enum PaperSet {
    TABLE1_16(0, 2, 4),
    TABLE1_28(4, 3, 4),
    TABLE1_40(8, 4, 4),
    TABLE1_52(12, 5, 4),
    TABLE1_64(16, 6, 4),
    TABLE2_16(16, 6, 0),
    TABLE2_28(16, 6, 1),
    TABLE2_40(16, 6, 2),
    TABLE2_52(16, 6, 3),
    TABLE2_64(16, 6, 4);

    private static final int RADIAL = 16;
    private static final double RADIAL_LOW = 0.003;
    private static final double RADIAL_HIGH = 4.0;
    private static final double[] ANGULAR_ETA = {0.000357, 0.028569, 0.089277, 0.2, 0.4, 0.7};
    private static final double[] ZETA = {1, 2, 4, 16};

    private final int radial;
    private final int etas;
    private final int zetas;

    PaperSet(int radial, int etas, int zetas) {
        this.radial = radial;
        this.etas = etas;
        this.zetas = zetas;
    }

    /** The name users type, such as {@code table1-28}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Number of functions for one neighbour element. */
    public int length() {
        return radial + 2 * etas * zetas;
    }

    /** The nine different sets: the 64 functions of both tables are the same. */
    public static List<PaperSet> nine() {
        return Arrays.stream(values()).filter(set -> set != TABLE2_64).toList();
    }

    /** The set with this name. */
    public static PaperSet of(String word) {
        for (PaperSet set : values()) {
            if (set.word().equals(word)) {
                return set;
            }
        }
        throw new IllegalArgumentException(
                "the set must be one of "
                        + Arrays.stream(values()).map(PaperSet::word).toList()
                        + ": set="
                        + word);
    }

    /**
     * The functions, for every neighbour element and every pair of them.
     *
     * @param neighbors the elements of the material
     * @param cutoff rc in angstrom
     */
    public DescriptorSet functions(List<Element> neighbors, double cutoff) {
        return functions(neighbors, cutoff, cutoff);
    }

    /** The same with another rc of the angular functions: it is triples that cost time. */
    public DescriptorSet functions(List<Element> neighbors, double cutoff, double angularCutoff) {
        List<SymmetryFunction> out = new ArrayList<>();
        for (Element neighbor : neighbors) {
            for (int i : spread(radial, RADIAL)) {
                double t = (double) i / (RADIAL - 1);
                double eta = RADIAL_LOW * Math.pow(RADIAL_HIGH / RADIAL_LOW, t);
                out.add(new G2(neighbor, cutoff, rounded(eta), 0));
            }
        }
        for (int a = 0; a < neighbors.size(); a++) {
            for (int b = a; b < neighbors.size(); b++) {
                for (int i : spread(zetas == 0 ? 0 : etas, ANGULAR_ETA.length)) {
                    for (int z = 0; z < zetas; z++) {
                        for (int lambda = -1; lambda <= 1; lambda += 2) {
                            out.add(
                                    new G4(
                                            neighbors.get(a),
                                            neighbors.get(b),
                                            angularCutoff,
                                            ANGULAR_ETA[i],
                                            ZETA[z],
                                            lambda));
                        }
                    }
                }
            }
        }
        return new DescriptorSet(out);
    }

    /** Ten significant digits: what other codes' tables hold. */
    private static double rounded(double v) {
        return new java.math.BigDecimal(v).round(new java.math.MathContext(10)).doubleValue();
    }

    /** {@code count} indices spread evenly over 0 to {@code of - 1}, both ends kept. */
    private static int[] spread(int count, int of) {
        int[] out = new int[count];
        for (int i = 0; i < count; i++) {
            out[i] = count == 1 ? 0 : (int) Math.round((double) i * (of - 1) / (count - 1));
        }
        return out;
    }
}
