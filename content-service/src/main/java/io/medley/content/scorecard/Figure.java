package io.medley.content.scorecard;

import org.jspecify.annotations.Nullable;

/**
 * How one group of lanes fared. Days are working days of each piece's market; medians, so that one
 * forgotten piece does not speak for all.
 *
 * @param key what is filtered by, e.g. {@code LEGAL}
 * @param name as people say it
 * @param open lanes that wait for a signature now
 * @param signed lanes signed in the window
 * @param late of these, signed after their day
 * @param waitDays from the task's appearance until its signer had the piece open; without a
 *     recorded opening the whole time counts as waiting
 * @param workDays from there to the signature; only lanes with a recorded opening
 * @param totalDays from the task's appearance to the signature
 * @param cameBack tasks that came back because nobody had signed, or otherwise
 * @param rounds submissions per piece on average, of reviews that ended
 * @param firstPassRate share of first submissions that were approved, 0 to 1
 */
public record Figure(
    String key,
    String name,
    int open,
    int signed,
    int late,
    @Nullable Double waitDays,
    @Nullable Double workDays,
    @Nullable Double totalDays,
    int cameBack,
    @Nullable Double rounds,
    @Nullable Double firstPassRate) {}
