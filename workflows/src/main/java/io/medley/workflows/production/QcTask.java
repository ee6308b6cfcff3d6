package io.medley.workflows.production;

import java.time.Instant;

/**
 * What a coordinator is asked to look at, as the form shows it. Nothing is decided from it.
 *
 * @param candidateGroup who sees the task, e.g. {@code coordinator-gb}
 * @param dueAt when it is due, on the business clock
 * @param agency as people read it
 * @param because why a coordinator looks, in words
 * @param findings how many findings the pre-checks left, in words
 * @param url the page on which it is decided
 * @param pieceUrl where the piece can be read
 */
public record QcTask(
    String candidateGroup,
    Instant dueAt,
    String title,
    String jobCode,
    String version,
    String markets,
    String agency,
    String because,
    String findings,
    String url,
    String pieceUrl) {}
