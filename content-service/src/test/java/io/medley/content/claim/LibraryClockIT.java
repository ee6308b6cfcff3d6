package io.medley.content.claim;

import static io.medley.content.Pieces.person;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.medley.content.ContentServers;
import io.medley.content.OnServers;
import io.medley.content.Pieces;
import io.medley.content.asset.AssetId;
import io.medley.content.asset.AssetVersion;
import io.medley.content.asset.VersionState;
import io.medley.content.product.ProductMaster;
import io.medley.content.product.ProductMasterDocument;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** What the claims library does by the clock, on the real store. */
@OnServers
class LibraryClockIT {

  @Autowired Pieces pieces;
  @Autowired LibraryClock libraryClock;
  @Autowired ClaimStore claims;
  @Autowired ReferenceStore references;
  @Autowired ClaimLinkStore links;
  @Autowired ProductMaster master;
  @Autowired JdbcClient jdbc;
  @Autowired TransactionTemplate transaction;
  @Autowired Clock clock;

  private final String salt = UUID.randomUUID().toString().substring(0, 8);
  private final String brand = "brand-" + salt;

  @Test
  void shouldTellOnceOfAClaimWhoseLastDayHasPassedAndOfThePiecesThatUseIt() {
    String words = "Word " + salt + " lowers the reading of every second person in the morning.";
    String claim = claim(words);
    AssetVersion version = piece(words);
    // By itself, a piece that came in is linked.
    await()
        .atMost(Duration.ofMinutes(1))
        .untilAsserted(() -> assertThat(links.using(claim)).contains(version.id()));
    ContentServers.asOwner()
        .sql("update claim_version set valid_to = :day where claim_id = :claim")
        .param("day", today().minusDays(1))
        .param("claim", claim)
        .update();

    libraryClock.tellWhatIsOver();
    await()
        .atMost(Duration.ofMinutes(1))
        .untilAsserted(
            () ->
                assertThat(claims.find(claim, 1).orElseThrow().state())
                    .isEqualTo(ClaimState.EXPIRED));
    libraryClock.tellWhatIsOver();

    assertThat(told("CLAIM_EXPIRED", "claim/" + claim)).isEqualTo(1);
    assertThat(
            jdbc.sql(
                    "select :version = any(versions) from library_event where subject = :subject"
                        + " and kind = 'CLAIM_EXPIRED'")
                .param("version", version.id().value())
                .param("subject", "claim/" + claim)
                .query(Boolean.class)
                .single())
        .isTrue();
    assertThat(
            jdbc.sql(
                    """
                    select count(*) from audit_entry
                    where aggregate_type = 'claim' and aggregate_id = :claim and action = 'state-expired'
                    """)
                .param("claim", claim)
                .query(Integer.class)
                .single())
        .isOne();
  }

  @Test
  void shouldTellOnceOfALicenceThatEnded() {
    String reference = "ref-" + salt;
    transaction.executeWithoutResult(
        status ->
            references.add(
                new LibraryReference(
                    reference,
                    "Ended. Journal of " + salt + ".",
                    LibraryReference.Kind.PUBLICATION,
                    0,
                    today().minusDays(1),
                    null),
                "cora.coordinator",
                clock.instant()));

    libraryClock.tellWhatIsOver();
    await()
        .atMost(Duration.ofMinutes(1))
        .untilAsserted(
            () ->
                assertThat(told("REFERENCE_LICENCE_ENDED", "reference/" + reference)).isEqualTo(1));
    libraryClock.tellWhatIsOver();
    libraryClock.tellWhatIsOver();

    assertThat(references.licenceOver(today(), 1_000).stream().map(LibraryReference::id).toList())
        .doesNotContain(reference);
    assertThat(told("REFERENCE_LICENCE_ENDED", "reference/" + reference)).isEqualTo(1);
  }

  @Test
  void shouldLeaveAloneWhatIsStillInForce() {
    String claim = claim("Still in force " + salt + " after so many words that nobody else says.");

    libraryClock.tellWhatIsOver();
    String other = claim2();
    libraryClock.tellWhatIsOver();
    await()
        .atMost(Duration.ofMinutes(1))
        .untilAsserted(
            () ->
                assertThat(claims.find(other, 1).orElseThrow().state())
                    .isEqualTo(ClaimState.EXPIRED));

    assertThat(claims.find(claim, 1).orElseThrow().state()).isEqualTo(ClaimState.APPROVED);
    assertThat(told("CLAIM_EXPIRED", "claim/" + claim)).isZero();
  }

  /** One that is over, so that a run can be waited for. */
  private String claim2() {
    String id = "over-" + salt;
    put(id, "Over " + salt + " and done, in words of its own.");
    ContentServers.asOwner()
        .sql("update claim_version set valid_to = :day where claim_id = :claim")
        .param("day", today().minusDays(1))
        .param("claim", id)
        .update();
    return id;
  }

  private String claim(String words) {
    String id = "claim-" + salt;
    put(id, words);
    return id;
  }

  private void put(String id, String words) {
    master.put(
        new ProductMasterDocument(
            List.of(new ProductMasterDocument.Brand(brand, brand, brand, "Northwind", null)),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(
                new ProductMasterDocument.ApprovedClaim(
                    id, brand, Map.of("en-GB", words), List.of()))),
        person("ada.admin"));
  }

  private AssetVersion piece(String words) {
    return pieces.aVersion(
        AssetId.random(),
        "0.1",
        VersionState.SUBMITTED,
        "northlight",
        pieces.ofBrand("Claims " + salt, brand),
        words);
  }

  private int told(String kind, String subject) {
    return jdbc.sql("select count(*) from library_event where kind = :kind and subject = :subject")
        .param("kind", kind)
        .param("subject", subject)
        .query(Integer.class)
        .single();
  }

  private LocalDate today() {
    return LocalDate.now(clock);
  }
}
