package org.jinn.format.lammps;

import org.jinn.structure.Cell;

/**
 * A cell in LAMMPS's form: a = (lx, 0, 0), b = (xy, ly, 0), c = (xz, yz, lz), all lengths positive.
 *
 * <p>A general cell is turned into it by a rotation, x' = R x, and by taking other vectors of the
 * same lattice: c becomes -c if the cell is left-handed, and tilts beyond half an edge are reduced
 * (older LAMMPS releases refuse them). The crystal stays the same crystal. Forces turn with R too.
 */
public final class LammpsBox {
    private final Cell cell;
    private final double[] rotation;

    private LammpsBox(Cell cell, double[] rotation) {
        this.cell = cell;
        this.rotation = rotation;
    }

    /**
     * The form of {@code cell}.
     *
     * @throws IllegalArgumentException if the cell spans no volume
     */
    public static LammpsBox of(Cell cell) {
        if (!(cell.volume() > 0)) {
            throw new IllegalArgumentException("a cell must have a volume: volume=0");
        }
        double[] h = cell.vectors();
        double[] e1 = unit(row(h, 0));
        double[] b = row(h, 1);
        double xy = dot(b, e1);
        double[] e2 = unit(minus(b, e1, xy));
        double[] e3 = {
            e1[1] * e2[2] - e1[2] * e2[1],
            e1[2] * e2[0] - e1[0] * e2[2],
            e1[0] * e2[1] - e1[1] * e2[0]
        };
        double[] c = row(h, 2);
        double hand = Math.signum(dot(c, e3));
        double lx = dot(row(h, 0), e1);
        double ly = dot(b, e2);
        double lz = hand * dot(c, e3);
        double xz = hand * dot(c, e1);
        double yz = hand * dot(c, e2);
        double turns = reduction(yz, ly);
        yz -= turns * ly;
        xz -= turns * xy;
        xy -= reduction(xy, lx) * lx;
        xz -= reduction(xz, lx) * lx;
        Cell form =
                Cell.of(
                        new double[] {lx, 0, 0, xy, ly, 0, xz, yz, lz},
                        cell.periodic(0),
                        cell.periodic(1),
                        cell.periodic(2));
        return new LammpsBox(
                form, new double[] {e1[0], e1[1], e1[2], e2[0], e2[1], e2[2], e3[0], e3[1], e3[2]});
    }

    /** The lower triangular cell. */
    public Cell cell() {
        return cell;
    }

    /** R, row-major: a vector x of the original frame is R x in LAMMPS's. */
    public double[] rotation() {
        return rotation.clone();
    }

    /** Vectors (x y z each) of the original frame in LAMMPS's. */
    public double[] rotate(double[] vectors) {
        double[] out = new double[vectors.length];
        for (int i = 0; i < vectors.length; i += 3) {
            for (int j = 0; j < 3; j++) {
                for (int k = 0; k < 3; k++) {
                    out[i + j] += rotation[3 * j + k] * vectors[i + k];
                }
            }
        }
        return out;
    }

    /** Edges to subtract; none while the tilt is within half an edge, give or take rounding. */
    private static double reduction(double tilt, double edge) {
        return Math.abs(tilt) <= 0.5 * edge * (1 + 1e-10) ? 0 : Math.rint(tilt / edge);
    }

    private static double[] row(double[] h, int i) {
        return new double[] {h[3 * i], h[3 * i + 1], h[3 * i + 2]};
    }

    private static double dot(double[] u, double[] v) {
        return u[0] * v[0] + u[1] * v[1] + u[2] * v[2];
    }

    private static double[] minus(double[] u, double[] v, double times) {
        return new double[] {u[0] - times * v[0], u[1] - times * v[1], u[2] - times * v[2]};
    }

    private static double[] unit(double[] u) {
        double length = Math.sqrt(dot(u, u));
        return new double[] {u[0] / length, u[1] / length, u[2] / length};
    }
}
