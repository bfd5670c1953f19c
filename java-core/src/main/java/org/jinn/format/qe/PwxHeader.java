package org.jinn.format.qe;

import java.io.IOException;
import org.jinn.format.Lines;
import org.jinn.format.Refusal;
import org.jinn.structure.CalculationKeys;
import org.jinn.structure.Units;

/** The lines before the first SCF: cell, positions, settings. */
final class PwxHeader {
    private final Lines lines;
    private final PwxBlocks blocks;

    PwxHeader(Lines lines, PwxBlocks blocks) {
        this.lines = lines;
        this.blocks = blocks;
    }

    /** Takes a line if it is one of these. */
    void take(String text, PwxRun run) throws IOException {
        switch (text.charAt(0)) {
            case 'l' -> {
                if (text.startsWith("lattice parameter (a")) {
                    run.alat(lines.real(valueOf(text)));
                }
            }
            case 'c' -> {
                if (text.startsWith("convergence threshold  ")) {
                    run.threshold = lines.real(valueOf(text));
                } else if (text.startsWith("celldm(1)=")) {
                    run.alat(lines.real(valueOf(text))); // two digits more than the line before
                } else if (text.startsWith("crystal axes: (cart. coord. in units of a")) {
                    headerCell(run);
                }
            }
            case 'u' -> {
                if (text.startsWith("unit-cell volume")) {
                    run.volume(lines.real(valueOf(text)));
                }
            }
            case 'n' -> numbers(text, run);
            case 's' -> {
                if (text.startsWith("scf convergence threshold =")) {
                    run.threshold = lines.real(valueOf(text));
                }
                if (text.startsWith("site n.") && text.contains("(a")) {
                    int at = lines.number();
                    run.positions(blocks.sites(), run.alatAngstrom(), false, at);
                }
            }
            default -> settings(text, run);
        }
    }

    /**
     * The cell of the header. Without the line "Program PWSCF" above, this may be the header of the
     * SCF that ends a vc-relax, which must not be used: then the cell stays unknown.
     */
    private void headerCell(PwxRun run) throws IOException {
        double[] axes = blocks.crystalAxes();
        if (run.line > 0) {
            run.cell(axes, run.alatAngstrom());
        }
    }

    /** The number after the equals sign. */
    static String valueOf(String text) {
        String[] words = Lines.words(text.substring(text.indexOf('=') + 1));
        return words.length == 0 ? "" : words[0];
    }

    /** Angstrom per unit named in the title of a block; NaN for alat when it is not known. */
    double unit(String title, PwxRun run) {
        if (title.contains("angstrom")) {
            return 1;
        }
        if (title.contains("bohr")) {
            return Units.BOHR;
        }
        if (!title.contains("alat")) {
            throw new Refusal(
                    lines.number(), "unit not known, expected alat, bohr or angstrom: " + title);
        }
        if (title.contains("=")) {
            run.alat(lines.real(valueOf(title.replace(")", " "))));
        }
        return run.alatAngstrom();
    }

    private void numbers(String text, PwxRun run) {
        if (text.startsWith("number of atoms/cell")) {
            run.atoms(lines.integer(valueOf(text)));
        } else if (text.startsWith("number of k points=")) {
            run.info.put(CalculationKeys.KPOINTS, valueOf(text));
            int width = text.indexOf("width (Ry)=");
            if (width >= 0) {
                run.info.put(CalculationKeys.SMEARING, valueOf(text.substring(width)));
            }
        } else if (text.startsWith("new unit-cell volume")) {
            run.cellVaries();
            run.volume(lines.real(valueOf(text)));
        }
    }

    private void settings(String text, PwxRun run) throws IOException {
        if (text.startsWith("kinetic-energy cutoff")) {
            run.info.put(CalculationKeys.CUTOFF_RY, valueOf(text));
        } else if (text.startsWith("EXX-fraction")) {
            run.info.put(CalculationKeys.EXACT_EXCHANGE, "T");
        } else if (text.startsWith("Exchange-correlation")) {
            String name = text.substring(text.indexOf('=') + 1).replaceAll("\\(.*", "");
            run.info.put(CalculationKeys.FUNCTIONAL, String.join(" ", Lines.words(name)));
        } else if (text.startsWith("PseudoPot. #")) {
            pseudopotential(text, run);
        } else if (text.startsWith("atomic species   valence")) {
            species(run);
        } else if (text.startsWith("Atomic positions and unit cell read from directory")) {
            run.readElsewhere(lines.number());
        }
    }

    /** {@code PseudoPot. # 1 for Si read from file[: NAME]}, perhaps the name and MD5 below. */
    private void pseudopotential(String text, PwxRun run) throws IOException {
        String[] words = Lines.words(text.substring(text.indexOf('#') + 1));
        if (words.length < 6) {
            return;
        }
        String label = words[2];
        String path = words[words.length - 1];
        if (text.endsWith("file:")) {
            path = String.valueOf(lines.next()).strip();
        }
        String fact = path.substring(path.lastIndexOf('/') + 1);
        String line = lines.next();
        if (line != null && line.contains("MD5 check sum:")) {
            fact += " md5:" + line.substring(line.indexOf(':') + 1).strip();
        } else {
            lines.unread();
        }
        run.info.put(CalculationKeys.PSEUDOPOTENTIAL + label, fact);
    }

    /** Rows {@code Fe1 8.00 55.85 Fe( 1.00)}: which element each label stands for. */
    private void species(PwxRun run) throws IOException {
        for (String line = lines.next(); line != null; line = lines.next()) {
            String[] words = Lines.words(line.replace("(", " ("));
            if (words.length < 4 || !line.contains("(")) {
                lines.unread();
                return;
            }
            run.species(words[0], words[3], lines.real(words[2]));
        }
    }
}
