package io.exo4j.analysis;

/**
 * The record of something that had to be proved.
 *
 * @param name what kind of obligation, e.g. {@code inBounds}
 * @param subject what it is about, in the user's words
 * @param verdict the answer
 * @param nanos how long it took, in nanoseconds
 */
public record Obligation(String name, String subject, Verdict verdict, long nanos) {}
