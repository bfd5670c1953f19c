package org.jinn.study;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.function.DoubleConsumer;

/**
 * A part of a study that is done or not done.
 *
 * @param name its folder below that of the study
 * @param recipe all that its result hangs on, besides the steps it needs
 * @param needs steps that must be done before, and must have succeeded
 * @param seconds about how long it takes on one core
 * @param work what it does
 */
record Step(String name, String recipe, List<Step> needs, double seconds, Work work) {
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

    /** Changes with anything the result hangs on. */
    String digest() {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            sha.update(recipe.getBytes(StandardCharsets.UTF_8));
            for (Step step : needs) {
                sha.update(step.digest().getBytes(StandardCharsets.UTF_8));
            }
            return HexFormat.of().formatHex(sha.digest()).substring(0, 32);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }
}
