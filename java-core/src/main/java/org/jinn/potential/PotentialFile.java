package org.jinn.potential;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The files a potential can be kept in: SIMPLE-NN's {@code potential_saved}, with the training
 * range beside it in {@code potential_saved.range}; and a folder of n2p2 and RuNNer ({@code
 * input.nn}, {@code scaling.data}, {@code weights.NNN.data}).
 */
public enum PotentialFile {
    SIMPLE_NN("simple-nn"),
    N2P2("n2p2");

    private final String word;

    PotentialFile(String word) {
        this.word = word;
    }

    /** The name in command lines. */
    public String word() {
        return word;
    }

    /** What is at a path: a folder is n2p2's, and so is an {@code input.nn}. */
    public static PotentialFile at(Path path) {
        return Files.isDirectory(path) || path.endsWith("input.nn") ? N2P2 : SIMPLE_NN;
    }

    /**
     * Reads a potential of either form; the units of n2p2's are those its {@code input.nn} states.
     *
     * @throws org.jinn.structure.FormatException naming file and line if it is none, or one that
     *     JINN cannot express
     */
    public static Potential read(Path path) throws IOException {
        return read(path, N2p2Units.UNSTATED);
    }

    /**
     * Reads a potential of either form.
     *
     * @param units of n2p2's files; SIMPLE-NN's are always in angstrom and eV
     */
    public static Potential read(Path path, N2p2Units units) throws IOException {
        if (at(path) == SIMPLE_NN) {
            return RangeFile.add(path, SimpleNnReader.read(LineReader.open(path)));
        }
        return N2p2Reader.read(path.endsWith("input.nn") ? folder(path) : path, units);
    }

    private static Path folder(Path input) {
        Path parent = input.getParent(); // LAMMPS may have changed the working folder, Java has not
        return parent == null ? Path.of("") : parent;
    }

    /** Writes SIMPLE-NN's file; {@link #read} and SIMPLE-NN's pair style take it. */
    public static void write(Path file, Potential potential) throws IOException {
        write(file, potential, SIMPLE_NN);
    }

    /**
     * Writes a potential in angstrom and eV.
     *
     * @param path a file for SIMPLE-NN, a folder for n2p2
     * @throws IllegalArgumentException naming what the form cannot express; nothing is written
     */
    public static void write(Path path, Potential potential, PotentialFile form)
            throws IOException {
        if (form == SIMPLE_NN) {
            RangeFile.write(path, potential);
        } else {
            N2p2Writer.write(path, potential);
        }
    }

    /** The form that is not this one. */
    public PotentialFile other() {
        return this == N2P2 ? SIMPLE_NN : N2P2;
    }
}
