package io.medley.content.review;

import io.medley.content.asset.AssetText;
import io.medley.content.asset.AssetVersion;
import io.medley.content.asset.AssetVersions;
import io.medley.content.asset.TextSection;
import io.medley.content.asset.VersionId;
import io.medley.content.lifecycle.Approval;
import io.medley.content.lifecycle.Approvals;
import io.medley.content.lifecycle.LocalDelta;
import io.medley.content.market.MarketPack;
import io.medley.content.market.MarketPacks;
import io.medley.content.precheck.CheckRun;
import io.medley.content.product.ProductMaster;
import io.medley.platform.signing.Sha256;
import io.medley.workflows.mlrreview.CheckVerdict;
import io.medley.workflows.mlrreview.TierFacts;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
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
  private final AssetVersions versions;
  private final ChangeMeasuring measuring;
  private final Approvals approvals;
  private final LocalDelta localDelta;
  private final BoxedWarnings boxedWarnings;
  private final MarketPacks packs;
  private final LaneTriggers triggers;
  private final ProductMaster master;

  TierFactsMeasuring(
      AssetText texts,
      AssetVersions versions,
      ChangeMeasuring measuring,
      Approvals approvals,
      LocalDelta localDelta,
      BoxedWarnings boxedWarnings,
      MarketPacks packs,
      LaneTriggers triggers,
      ProductMaster master) {
    this.texts = texts;
    this.versions = versions;
    this.measuring = measuring;
    this.approvals = approvals;
    this.localDelta = localDelta;
    this.boxedWarnings = boxedWarnings;
    this.packs = packs;
    this.triggers = triggers;
    this.master = master;
    triggers.requireMeasured(packs);
  }

  TierFacts measure(Review review, AssetVersion version, CheckRun run) {
    String text = text(version.id());
    List<Approval> ofAsset = approvals.ofAsset(version.asset());
    List<Approval> ofBrand = approvals.ofBrand(version.metadata().brandId(), COMPARED);
    List<String> markets = review.subject().markets();
    List<String> approvedTexts =
        Stream.concat(
                // What an adaptation took over from its approved master is not new, however many
                // newer pieces the brand has.
                localDelta.approvedMaster(version).stream(), ofBrand.stream())
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
        !ofAsset.isEmpty() && unchanged(version, text, ofAsset.getFirst().version()),
        isNew(review.subject().markets(), ofAsset, Approval::markets),
        isNew(version.metadata().channels(), ofAsset, Approval::channels),
        isNew(version.metadata().audiences(), ofAsset, Approval::audiences),
        firstForIndication(version, markets, ofBrand),
        markets.stream().anyMatch(market -> packs.of(market).clearedBeforeUse()),
        markets.stream()
            .noneMatch(
                market ->
                    packs
                        .of(market)
                        .noAdministrativeTier()
                        .contains(version.metadata().purpose().toUpperCase(Locale.ROOT))),
        sampled(version.contentHash()),
        MarketPack.TIERS.stream()
            .collect(
                Collectors.toMap(
                    Function.identity(),
                    tier -> packs.lanes(markets, tier).stream().map(Enum::name).toList())),
        pulled(version, run).stream()
            .collect(Collectors.toMap(LaneTriggers.Pulled::trigger, LaneTriggers.Pulled::says)),
        packs.laneTriggers(markets),
        Objects.requireNonNullElse(review.raisedTo(), ""));
  }

  private boolean unchanged(AssetVersion version, String text, VersionId approved) {
    return TextLikeness.norm(text).equals(TextLikeness.norm(text(approved)))
        && measuring.between(versions.require(approved), version).sameLook();
  }

  /** Version and fingerprint of the rules that say what calls for more lanes. */
  String triggersVersion() {
    return triggers.version();
  }

  /** What in the piece may call for more lanes. */
  List<LaneTriggers.Pulled> pulled(AssetVersion version, CheckRun run) {
    return triggers.in(
        version.metadata(),
        texts.sections(version.id()),
        texts.rendition(version.id()),
        run.claims(),
        master.current().labels(version.metadata().brandId()).stream()
            .flatMap(
                label ->
                    Stream.of(
                        label.isi(),
                        label.pi(),
                        label.aeStatement(),
                        Objects.requireNonNullElse(label.boxedWarning(), "")))
            .filter(text -> !text.isBlank())
            .toList());
  }

  /** A launch, or a new indication: every market needs a piece of the brand for each of them. */
  private static boolean firstForIndication(
      AssetVersion version, List<String> markets, List<Approval> ofBrand) {
    return version.metadata().indicationIds().stream()
        .anyMatch(
            indication ->
                markets.stream()
                    .anyMatch(
                        market ->
                            ofBrand.stream()
                                .noneMatch(
                                    approval ->
                                        approval.markets().contains(market)
                                            && approval.indications().contains(indication))));
  }

  /**
   * One administrative change in ten, drawn by the file itself: nobody can choose, anybody can
   * check.
   */
  static boolean sampled(String contentHash) {
    return Long.parseLong(
                Sha256.hex(contentHash.getBytes(StandardCharsets.UTF_8)).substring(0, 12), 16)
            % 10
        == 0;
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
