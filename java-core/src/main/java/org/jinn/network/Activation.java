package org.jinn.network;

import java.util.Locale;
import java.util.Optional;

/** Activation functions with their first and second derivatives. */
public enum Activation {
    LINEAR {
        @Override
        void apply(double z, double[] out, int at, int stride) {
            set(out, at, stride, z, 1, 0);
        }
    },
    /** 1 / (1 + exp(-z)). */
    SIGMOID {
        @Override
        void apply(double z, double[] out, int at, int stride) {
            double s = 1 / (1 + Math.exp(-z));
            double d = s * (1 - s);
            set(out, at, stride, s, d, d * (1 - 2 * s));
        }
    },
    TANH {
        @Override
        void apply(double z, double[] out, int at, int stride) {
            double t = Math.tanh(z);
            double d = 1 - t * t;
            set(out, at, stride, t, d, -2 * t * d);
        }
    },
    RELU {
        @Override
        void apply(double z, double[] out, int at, int stride) {
            set(out, at, stride, Math.max(0, z), z > 0 ? 1 : 0, 0);
        }
    },
    /** Klambauer et al., NeurIPS 2017. */
    SELU {
        private static final double ALPHA = 1.6732632423543772;
        private static final double SCALE = 1.0507009873554805;

        @Override
        void apply(double z, double[] out, int at, int stride) {
            double e = SCALE * ALPHA * Math.exp(Math.min(0, z));
            if (z > 0) {
                set(out, at, stride, SCALE * z, SCALE, 0);
            } else {
                set(out, at, stride, e - SCALE * ALPHA, e, e);
            }
        }
    },
    /** z / (1 + exp(-z)). */
    SWISH {
        @Override
        void apply(double z, double[] out, int at, int stride) {
            double s = 1 / (1 + Math.exp(-z));
            double d = s * (1 - s);
            set(out, at, stride, z * s, s + z * d, d * (2 + z * (1 - 2 * s)));
        }
    },
    /** ln(1 + exp(z)), of n2p2; SIMPLE-NN does not have it. */
    SOFTPLUS {
        @Override
        void apply(double z, double[] out, int at, int stride) {
            double s = 1 / (1 + Math.exp(-z));
            // exp(z) would leave the range of a double from 710 on
            double value = Math.max(0, z) + Math.log1p(Math.exp(-Math.abs(z)));
            set(out, at, stride, value, s, s * (1 - s));
        }
    };

    /**
     * Writes value, first and second derivative at {@code at}, {@code +stride}, {@code +2 stride}.
     */
    abstract void apply(double z, double[] out, int at, int stride);

    private static void set(double[] out, int at, int stride, double v, double d, double d2) {
        out[at] = v;
        out[at + stride] = d;
        out[at + 2 * stride] = d2;
    }

    /** The name in files, such as {@code sigmoid}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The function with this name in files, if there is one. */
    public static Optional<Activation> find(String word) {
        for (Activation a : values()) {
            if (a.word().equals(word)) {
                return Optional.of(a);
            }
        }
        return Optional.empty();
    }
}
