package io.medley.content.review;

import io.medley.content.asset.AssetText;
import io.medley.content.asset.AssetVersion;
import io.medley.content.asset.TextSection;
import io.medley.content.asset.VersionId;
import io.medley.content.lifecycle.Approval;
import io.medley.content.lifecycle.Approvals;
import io.medley.content.lifecycle.LocalDelta;
import io.medley.content.precheck.CheckRun;
import io.medley.workflows.mlrreview.CheckVerdict;
import io.medley.workflows.mlrreview.TierFacts;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * Measures what the tier of a review is decided from; people may argue with the rule, not with the
 * facts.
 */
@Component
class TierFactsMeasuring {

  // Enough to compare with; a brand with more live pieces has its wording covered by the newest of
  // them.
  private static final int COMPARED = 200;
  private static final String COMPETITOR_RULE = "C29";

  private final AssetText texts;
  private final Approvals approvals;
  private final LocalDelta localDelta;
  private final BoxedWarnings boxedWarnings;

  TierFactsMeasuring(
      AssetText texts, Approvals approvals, LocalDelta localDelta, BoxedWarnings boxedWarnings) {
    this.texts = texts;
    this.approvals = approvals;
    this.localDelta = localDelta;
    this.boxedWarnings = boxedWarnings;
  }

  TierFacts measure(Review review, AssetVersion version, CheckRun run) {
    String text = text(version.id());
    List<Approval> ofAsset = approvals.ofAsset(version.asset());
    List<String> approvedTexts =
        Stream.concat(
                // What an adaptation took over from its approved master is not new, however many
                // newer pieces the brand has.
                localDelta.approvedMaster(version).stream(),
                approvals.ofBrand(version.metadata().brandId(), COMPARED).stream())
            .filter(approval -> sameLanguage(approval.language(), version.metadata().language()))
            .filter(approval -> !approval.version().equals(version.id()))
            .map(approval -> text(approval.version()))
            .toList();
    return new TierFacts(
        review.subject().market(),
        version.metadata().audiences(),
        version.metadata().channels(),
        TextLikeness.newShare(text, approvedTexts),
        (int) run.claims().stream().filter(claim -> claim.claimId().isEmpty()).count(),
        run.findings().stream().anyMatch(finding -> finding.ruleId().equals(COMPETITOR_RULE)),
        boxedWarnings.anyOf(
            version.metadata().brandId(),
            review.subject().markets(),
            version.metadata().language()),
        run.hasOverriddenBlock(),
        CheckVerdict.valueOf(run.verdict().name()),
        !ofAsset.isEmpty()
            && TextLikeness.norm(text)
                .equals(TextLikeness.norm(text(ofAsset.getFirst().version()))),
        isNew(review.subject().markets(), ofAsset, Approval::markets),
        isNew(version.metadata().channels(), ofAsset, Approval::channels),
        isNew(version.metadata().audiences(), ofAsset, Approval::audiences));
  }

  private String text(VersionId version) {
    return texts.sections(version).stream()
        .map(TextSection::text)
        .collect(Collectors.joining("\n"));
  }

  private static boolean isNew(
      Collection<String> wanted,
      List<Approval> before,
      Function<Approval, List<String>> approvedFor) {
    return !wanted.stream()
        .allMatch(value -> before.stream().anyMatch(old -> approvedFor.apply(old).contains(value)));
  }

  static boolean sameLanguage(String one, String other) {
    return primary(one).equals(primary(other));
  }

  private static String primary(String language) {
    return Locale.forLanguageTag(language).getLanguage();
  }
}
