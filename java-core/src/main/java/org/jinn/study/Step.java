package org.jinn.study;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.function.DoubleConsumer;
import java.util.stream.Stream;
import org.jinn.system.Digest;

/**
 * A part of a study that is done or not done.
 *
 * @param name its folder below that of the study
 * @param recipe all that its result hangs on, besides the steps it needs
 * @param needs steps that must be done before, and must have succeeded
 * @param seconds about how long it takes on one core
 * @param alone whether nothing else may be at work meanwhile: it is timed
 * @param work what it does
 */
record Step(
        String name, String recipe, List<Step> needs, double seconds, boolean alone, Work work) {
    /** A step beside which others may be at work. */
    Step(String name, String recipe, List<Step> needs, double seconds, Work work) {
        this(name, recipe, needs, seconds, false, work);
    }

    /** Does a step. */
    @FunctionalInterface
    interface Work {
        /**
         * Works in {@code folder}, which is empty or holds what an interrupted try has left.
         *
         * @param progress is told the share done, 0 to 1
         * @throws IOException if it says nothing about the potential: no program, a full disk
         */
        StepResult run(Path folder, DoubleConsumer progress)
                throws IOException, InterruptedException;
    }

    /** The name of another step of the same potential. */
    String beside(String folder) {
        return name.substring(0, name.lastIndexOf('/') + 1) + folder;
    }

    /** Changes with anything the result hangs on. */
    String digest() {
        byte[][] parts =
                Stream.concat(Stream.of(recipe), needs.stream().map(Step::digest))
                        .map(text -> text.getBytes(StandardCharsets.UTF_8))
                        .toArray(byte[][]::new);
        return Digest.of("SHA-256", parts).substring(0, 32);
    }
}
