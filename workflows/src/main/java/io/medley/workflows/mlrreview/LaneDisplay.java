package io.medley.workflows.mlrreview;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a reviewer sees of the piece in Camunda Tasklist; at most 8 KB as JSON. Nothing is decided
 * from it.
 *
 * @param title title of the piece
 * @param jobCode its job code
 * @param version its version, e.g. {@code 0.1}
 * @param market market under review, ISO 3166 alpha-2
 * @param language BCP 47
 * @param tier tier of the review
 * @param tierReasons why, in words
 * @param findings the first findings, at most ten, the gravest first
 * @param findingCounts number of all findings by severity ({@code BLOCK REVIEW INFO})
 * @param pieceUrl where the piece can be read
 * @param signUrl where the verdict is signed
 * @param deskUrl this lane on the review desk
 */
public record LaneDisplay(
    String title,
    String jobCode,
    String version,
    String market,
    String language,
    String tier,
    List<String> tierReasons,
    List<Finding> findings,
    Map<String, Integer> findingCounts,
    String pieceUrl,
    String signUrl,
    String deskUrl) {

  /** Copies the collections; a severity without findings counts 0. */
  public LaneDisplay {
    tierReasons = List.copyOf(tierReasons);
    findings = List.copyOf(findings);
    Map<String, Integer> counts = new TreeMap<>(Map.of("BLOCK", 0, "REVIEW", 0, "INFO", 0));
    counts.putAll(findingCounts);
    findingCounts = Map.copyOf(counts);
  }

  /**
   * One finding, shortened.
   *
   * @param rule id of the rule, e.g. {@code C14}
   * @param severity {@code BLOCK REVIEW INFO}
   * @param page page, slide or section, from 1; 0 when it concerns the whole piece
   * @param text at most 80 characters
   */
  public record Finding(String rule, String severity, int page, String text) {}
}
