package io.medley.content.review.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.medley.content.Browser;
import io.medley.content.ContentServers;
import io.medley.content.OnServers;
import io.medley.content.Pieces;
import io.medley.content.asset.AssetId;
import io.medley.content.asset.AssetMetadata;
import io.medley.content.asset.AssetVersion;
import io.medley.content.asset.MetadataDetails;
import io.medley.content.asset.VersionState;
import io.medley.content.lifecycle.Approval;
import io.medley.content.lifecycle.Publishing;
import io.medley.content.review.OpenedReviews;
import io.medley.content.review.Reviews;
import io.medley.workflows.mlrreview.ReviewSteps;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.transaction.support.TransactionTemplate;

/** What a market's reviewer sees of an adaptation: its local delta from the approved master. */
@OnServers
class LocalDeltaIT {

  private static final String MASTER =
      "Zelvaro lowered blood pressure by 12.4 mmHg in 1,204 adults. Please read the information.";

  @LocalServerPort int port;
  @Autowired Pieces pieces;
  @Autowired Publishing publishing;
  @Autowired Reviews reviews;
  @Autowired ReviewSteps steps;
  @Autowired TransactionTemplate transaction;
  @Autowired Clock clock;

  @BeforeEach
  void people() {
    pieces.grantEverybodyTheirPart();
  }

  @Test
  void shouldShowOnlyWhatIsLocalInTheMastersLanguage() {
    AssetId master = approvedMaster("Global aid");
    UUID review = adapted("Irish aid", "en-IE", master, MASTER + " Call the Dublin office.");

    Browser.Shown page =
        Browser.of("max.medical", port).get("/desk/" + review + "/MEDICAL?tab=changes");

    assertThat(page.words())
        .contains("Adapted from Global aid 1.0", "4 of 18 words are local", "0 of the master’s");
    assertThat(page.document().select(".change ins").text()).isEqualTo("Call the Dublin office.");
    assertThat(page.document().select("nav.chips [aria-current=true]").text())
        .isEqualTo("From its approved master");
  }

  @Test
  void shouldHoldTheFiguresAgainstAMasterInAnotherLanguage() {
    AssetId master = approvedMaster("Global aid");
    UUID review =
        adapted(
            "German aid",
            "de-DE",
            master,
            "Zelvaro senkte den Blutdruck um 14,2 mmHg bei 1.204 Erwachsenen.");

    Browser.Shown page =
        Browser.of("max.medical", port)
            .get("/desk/" + review + "/MEDICAL?tab=changes&since=master");

    assertThat(page.document().select(".panel dl.pairs dd").eachText())
        .containsExactly("12.4 mmHg", "14,2 mmHg");
  }

  @Test
  void shouldLeaveAPieceWithoutAMasterAlone() {
    UUID review = adapted("Own aid", "en-GB", null, MASTER);

    Browser.Shown page =
        Browser.of("max.medical", port)
            .get("/desk/" + review + "/MEDICAL?tab=changes&since=master");

    assertThat(page.words())
        .contains("This is the first version")
        .doesNotContain("Adapted from", "approved master");
  }

  @Test
  void shouldCompareWithTheVersionThisReviewerSignedLastAndNoOther() {
    AssetId asset = AssetId.random();
    OpenedReviews opened = new OpenedReviews(reviews, steps, transaction, clock);
    UUID first = opened.of(version(asset, "0.1", MASTER), List.of("MEDICAL", "LEGAL"));
    signs("max.medical", first, "MEDICAL");
    signs("lena.legal", first, "LEGAL");
    over(first);
    UUID second = opened.of(version(asset, "0.2", MASTER + " Ask your nurse."), List.of("LEGAL"));
    signs("lena.legal", second, "LEGAL");
    over(second);
    UUID third =
        opened.of(
            version(asset, "0.3", MASTER + " Ask your nurse. Read on."),
            List.of("MEDICAL", "LEGAL"));

    assertThat(added("max.medical", third, "MEDICAL", "signature"))
        .isEqualTo("Ask your nurse. Read on.");
    assertThat(added("max.medical", third, "MEDICAL", "version")).isEqualTo("Read on.");
    assertThat(added("lena.legal", third, "LEGAL", "signature")).isEqualTo("Read on.");
    Browser.Shown never =
        Browser.of("sam.signatory", port)
            .get("/desk/" + third + "/MEDICAL?tab=changes&since=signature");
    assertThat(never.document().select("nav.chips").text())
        .as("who never signed is not offered it")
        .doesNotContain("Since my last signature");
    assertThat(never.document().select(".change ins").text()).isEqualTo("Read on.");
  }

  private String added(String person, UUID review, String lane, String since) {
    Browser.Shown page =
        Browser.of(person, port)
            .get("/desk/" + review + "/" + lane + "?tab=changes&since=" + since);
    return page.document().select(".change ins").text();
  }

  private void signs(String person, UUID review, String lane) {
    Browser browser = Browser.of(person, port);
    String action = "/sign/" + review + "/" + lane;
    assertThat(
            browser
                .submit(
                    browser.get(action + "?from=tasklist"), action, Map.of("verdict", "APPROVE"))
                .status())
        .isEqualTo(200);
  }

  /** As if the piece had been returned: the next version may be reviewed. */
  private static void over(UUID review) {
    ContentServers.asOwner()
        .sql("update review set state = 'RETURNED', closed_at = now() where id = :id")
        .param("id", review)
        .update();
  }

  private AssetVersion version(AssetId asset, String number, String text) {
    return pieces.aVersion(
        asset,
        number,
        VersionState.SUBMITTED,
        "northlight",
        tags("Signed twice", "en-GB", "", null),
        text);
  }

  private AssetId approvedMaster(String title) {
    AssetId master = AssetId.random();
    AssetVersion version =
        pieces.aVersion(
            master,
            "1.0",
            VersionState.APPROVED,
            "northlight",
            tags(title, "en-GB", "MASTER", null),
            MASTER);
    transaction.executeWithoutResult(
        status ->
            publishing.goLive(
                version,
                new Approval.Proof(UUID.randomUUID(), clock.instant(), List.of()),
                "T1",
                Pieces.person("sam.signatory")));
    return master;
  }

  private UUID adapted(String title, String language, @Nullable AssetId master, String text) {
    AssetVersion version =
        pieces.aVersion(
            AssetId.random(),
            "0.1",
            VersionState.SUBMITTED,
            "northlight",
            tags(title, language, master == null ? "" : "LOCALISED", master),
            text);
    return new OpenedReviews(reviews, steps, transaction, clock).of(version, List.of("MEDICAL"));
  }

  private AssetMetadata tags(
      String title, String language, String adaptation, @Nullable AssetId master) {
    AssetMetadata tags = pieces.metadata(title, List.of("GB"));
    return new AssetMetadata(
        tags.title(),
        tags.jobCode(),
        tags.brandId(),
        tags.indicationIds(),
        tags.materialType(),
        tags.purpose(),
        tags.countries(),
        language,
        tags.audiences(),
        tags.channels(),
        tags.keyMessages(),
        tags.labelVersions(),
        tags.safetyTexts(),
        tags.validFrom(),
        tags.validTo(),
        tags.references(),
        new MetadataDetails(
            null,
            null,
            adaptation,
            null,
            master == null ? null : master.value(),
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            "",
            null));
  }
}
