package io.medley.workflows.mlrreview;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a person outside the lanes is asked in Tasklist: short enough for a process variable (2 KB).
 * Nothing is decided from it.
 *
 * @param candidateGroup who sees the task, e.g. {@code coordinator-gb}
 * @param dueAt when it is due
 * @param heading what it is about, in three or four words
 * @param asks what to do, in one or two sentences
 * @param round which submission of the piece this is, from 1
 * @param url the page on which it is decided and signed
 * @param returnReason why it came back; null the first time
 * @param silentAt when silence counts as consent; a day nobody here will see if it never does
 */
public record CoordinationTask(
    String candidateGroup,
    Instant dueAt,
    String heading,
    String asks,
    String title,
    String jobCode,
    String version,
    String market,
    String tier,
    int round,
    String url,
    @Nullable String returnReason,
    Instant silentAt) {

  /** For what silence never decides. The engine wants a date. */
  public static final Instant NEVER = Instant.parse("2999-12-31T00:00:00Z");

  /** The group of people who hold an authority in a market, e.g. {@code coordinator-gb}. */
  public static String group(String role, String market) {
    return (role + "-" + market).toLowerCase(Locale.ROOT);
  }
}
