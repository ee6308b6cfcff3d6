package io.medley.content.review;

import io.medley.content.precheck.BlockOverride;
import io.medley.content.precheck.CheckRun;
import io.medley.content.precheck.Finding;
import io.medley.content.precheck.Severity;
import io.medley.content.signing.Lane;
import io.medley.platform.page.MedleyUrls;
import io.medley.workflows.mlrreview.LaneDisplay;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;

/**
 * What Tasklist's form shows of a lane: short enough for a process variable (8 KB), never decided
 * from.
 */
@Component
class LaneDisplays {

  private static final int FINDINGS = 10;
  private static final int FINDING_TEXT = 80;
  private static final int TITLE = 200;
  private static final int REASONS = 8;
  private static final int REASON_TEXT = 240;

  private final MedleyUrls urls;

  LaneDisplays(MedleyUrls urls) {
    this.urls = urls;
  }

  LaneDisplay display(Review review, Lane lane, CheckRun run) {
    Review.Subject subject = review.subject();
    String base = base();
    Map<String, Integer> counts = new LinkedHashMap<>();
    for (Severity severity : Severity.values()) {
      counts.put(severity.name(), (int) run.count(severity));
    }
    return new LaneDisplay(
        shortened(subject.title(), TITLE),
        shortened(subject.jobCode(), FINDING_TEXT),
        subject.versionNumber(),
        String.join(", ", subject.markets()),
        subject.language(),
        Objects.requireNonNullElse(review.tier(), ""),
        review.tierReasons().stream()
            .limit(REASONS)
            .map(reason -> shortened(reason, REASON_TEXT))
            .toList(),
        run.findings().stream().limit(FINDINGS).map(LaneDisplays::finding).toList(),
        counts,
        base + "/desk/" + review.id() + "/" + lane,
        base + "/sign/" + review.id() + "/" + lane + "?from=tasklist",
        base + "/desk/" + review.id() + "/" + lane);
  }

  private static LaneDisplay.Finding finding(Finding finding) {
    Integer page = finding.page();
    BlockOverride decision = finding.overridden();
    String message =
        decision == null
            ? finding.message()
            : "Overridden by " + decision.printedName() + ": " + finding.message();
    return new LaneDisplay.Finding(
        finding.ruleId(),
        finding.severity().name(),
        page == null ? 0 : page,
        shortened(message, FINDING_TEXT));
  }

  static String shortened(String text, int length) {
    String one = text.replaceAll("\\s+", " ").strip();
    return one.length() <= length ? one : one.substring(0, length - 1).stripTrailing() + "…";
  }

  private String base() {
    URI content = urls.content();
    String base = content == null ? "" : content.toString();
    return base.endsWith("/") ? base.substring(0, base.length() - 1) : base;
  }
}
