package org.jinn.format.qe;

/**
 * The lattice vectors that {@code ibrav} and {@code celldm} mean, as pw.x's manual (INPUT_PW) has
 * them.
 */
final class Bravais {
    private Bravais() {}

    /**
     * Nine components, row by row, in units of celldm(1).
     *
     * @param ibrav pw.x's number of the lattice, not 0
     * @param celldm celldm(2) to celldm(6) at the indices 2 to 6; 0 if not given
     * @throws IllegalArgumentException if there is no such lattice or a parameter it needs is not
     *     possible
     */
    static double[] vectors(int ibrav, double[] celldm) {
        double b = celldm[2];
        double c = celldm[3];
        double half = b / 2;
        double[] h =
                switch (ibrav) {
                    case 1 -> rows(1, 0, 0, 0, 1, 0, 0, 0, 1);
                    case 2 -> rows(-.5, 0, .5, 0, .5, .5, -.5, .5, 0);
                    case 3 -> rows(.5, .5, .5, -.5, .5, .5, -.5, -.5, .5);
                    case -3 -> rows(-.5, .5, .5, .5, -.5, .5, .5, .5, -.5);
                    case 4 -> rows(1, 0, 0, -.5, Math.sqrt(3) / 2, 0, 0, 0, c);
                    case 5, -5 -> trigonal(celldm[4], ibrav < 0);
                    case 6 -> rows(1, 0, 0, 0, 1, 0, 0, 0, c);
                    case 7 -> rows(.5, -.5, c / 2, .5, .5, c / 2, -.5, -.5, c / 2);
                    case 8 -> rows(1, 0, 0, 0, b, 0, 0, 0, c);
                    case 9 -> rows(.5, half, 0, -.5, half, 0, 0, 0, c);
                    case -9 -> rows(.5, -half, 0, .5, half, 0, 0, 0, c);
                    case 91 -> rows(1, 0, 0, 0, half, -c / 2, 0, half, c / 2);
                    case 10 -> rows(.5, 0, c / 2, .5, half, 0, 0, half, c / 2);
                    case 11 -> rows(.5, half, c / 2, -.5, half, c / 2, -.5, -half, c / 2);
                    case 12, 13, -12, -13 -> monoclinic(ibrav, celldm);
                    case 14 -> triclinic(celldm);
                    default ->
                            throw new IllegalArgumentException("no such lattice: ibrav=" + ibrav);
                };
        double volume =
                h[0] * (h[4] * h[8] - h[5] * h[7])
                        - h[1] * (h[3] * h[8] - h[5] * h[6])
                        + h[2] * (h[3] * h[7] - h[4] * h[6]);
        if (!(Math.abs(volume) > 1e-9)) {
            throw new IllegalArgumentException(
                    "celldm that ibrav=" + ibrav + " needs are missing or span no volume");
        }
        return h;
    }

    private static double[] trigonal(double cosine, boolean alongDiagonal) {
        double x = Math.sqrt((1 - cosine) / 2);
        double y = Math.sqrt((1 - cosine) / 6);
        double z = Math.sqrt((1 + 2 * cosine) / 3);
        if (!alongDiagonal) {
            return rows(x, -y, z, 0, 2 * y, z, -x, -y, z);
        }
        double u = (z - 2 * Math.sqrt(2) * y) / Math.sqrt(3);
        double v = (z + Math.sqrt(2) * y) / Math.sqrt(3);
        return rows(u, v, v, v, u, v, v, v, u);
    }

    private static double[] monoclinic(int ibrav, double[] celldm) {
        double b = celldm[2];
        double c = celldm[3];
        double cosine = ibrav > 0 ? celldm[4] : celldm[5];
        double sine = Math.sqrt(1 - cosine * cosine);
        return switch (ibrav) {
            case 12 -> rows(1, 0, 0, b * cosine, b * sine, 0, 0, 0, c);
            case -12 -> rows(1, 0, 0, 0, b, 0, c * cosine, 0, c * sine);
            case 13 -> rows(.5, 0, -c / 2, b * cosine, b * sine, 0, .5, 0, c / 2);
            default -> rows(.5, b / 2, 0, -.5, b / 2, 0, c * cosine, 0, c * sine);
        };
    }

    private static double[] triclinic(double[] celldm) {
        double b = celldm[2];
        double c = celldm[3];
        double alpha = celldm[4];
        double beta = celldm[5];
        double gamma = celldm[6];
        double sine = Math.sqrt(1 - gamma * gamma);
        double left = 1 + 2 * alpha * beta * gamma - alpha * alpha - beta * beta - gamma * gamma;
        return rows(
                1,
                0,
                0,
                b * gamma,
                b * sine,
                0,
                c * beta,
                c * (alpha - beta * gamma) / sine,
                c * Math.sqrt(left) / sine);
    }

    private static double[] rows(double... h) {
        return h;
    }
}
