package io.medley.content.catalog;

import static io.medley.content.Pieces.person;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.medley.content.OnServers;
import io.medley.content.Pieces;
import io.medley.content.asset.AssetId;
import io.medley.content.asset.AssetVersion;
import io.medley.content.asset.VersionId;
import io.medley.content.asset.VersionState;
import io.medley.content.lifecycle.Approval;
import io.medley.content.lifecycle.Publishing;
import io.medley.content.lifecycle.Withdrawing;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** Finding and selecting on the real servers. */
@OnServers
class CatalogIT {

  @Autowired Pieces pieces;
  @Autowired Publishing publishing;
  @Autowired Withdrawing withdrawing;
  @Autowired Catalog catalog;
  @Autowired CatalogEpoch epoch;
  @Autowired SearchKeeping searches;
  @Autowired TransactionTemplate transaction;
  @Autowired Clock clock;

  /** The first search of all creates the index. */
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final String word = Pieces.letters();

  @BeforeEach
  void people() {
    pieces.grantEverybodyTheirPart();
  }

  @Test
  void shouldForgiveASlipOfSpellingAndMarkWhatItFound() {
    VersionId version = live("Morning " + word);
    String slip = word.substring(0, 5) + "q" + word.substring(6);

    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(found(word, "")).containsExactly(version));

    assertThat(found(slip, "")).containsExactly(version);
    assertThat(found(word.substring(0, 6), "")).containsExactly(version);
    CatalogPage.Hit hit =
        catalog.search(new CatalogCriteria(word, "", "", "", "", "", "", "", 0)).hits().getFirst();
    assertThat(hit.highlights()).contains(new CatalogPage.Highlight(word, true));
    assertThat(hit.excerpt()).contains(new CatalogPage.Highlight(word, true));
  }

  @Test
  void shouldShowAnAgencyItsOwnWorkOnly() {
    VersionId version = live("Evening " + word);

    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(found(word, "northlight")).containsExactly(version));
    assertThat(found(word, "bluebird")).isEmpty();
  }

  @Test
  void shouldNeverServeFromMemoryWhatWasWithdrawn() throws Exception {
    VersionId version = live("Noon " + word);
    SelectionRequest wish =
        new SelectionRequest("zelvaro", "GB", "en-GB", "EMAIL", "HCP", null, null, List.of());
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(candidates(wish)).contains(version));
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      List<Future<Boolean>> readers =
          java.util.stream.IntStream.range(0, 4)
              .mapToObj(
                  i ->
                      threads.submit(
                          () -> {
                            // Half of them ask the index every time.
                            while ((i % 2 == 0 ? candidates(wish) : selected(wish))
                                .contains(version)) {
                              Thread.onSpinWait();
                            }
                            return true;
                          }))
              .toList();

      withdrawing.withdraw(version, "Wrong dose", person("cora.coordinator"));

      assertThat(candidates(wish)).doesNotContain(version);
      assertThat(selected(wish)).doesNotContain(version);
      for (Future<Boolean> reader : readers) {
        assertThat(reader.get()).isTrue();
      }
    }
  }

  @Test
  void shouldRaiseTheEpochOncePerChangeAndNotForReading() {
    long before = epoch.current();
    assertThat(epoch.current()).isEqualTo(before);

    live("Night " + word);

    assertThat(epoch.current()).isGreaterThan(before);
  }

  @Test
  void shouldKeepEachPersonsOwnSearches() {
    String name = "Launch " + word;
    SavedSearches.SavedSearch kept =
        searches.save(name, "q=launch&market=GB&evil=1", person("mia.marketer"));

    assertThat(kept.query()).isEqualTo("q=launch&market=GB");
    assertThat(searches.of(person("mia.marketer")))
        .extracting(SavedSearches.SavedSearch::name)
        .contains(name);
    assertThat(searches.of(person("rob.rep")))
        .extracting(SavedSearches.SavedSearch::name)
        .doesNotContain(name);
    assertThatThrownBy(() -> searches.remove(kept.id(), person("rob.rep")))
        .isInstanceOf(CatalogRefusal.SearchUnknown.class);
    searches.remove(kept.id(), person("mia.marketer"));
    assertThatThrownBy(() -> searches.save(" ", "", person("mia.marketer")))
        .isInstanceOf(CatalogRefusal.NameWrong.class);
  }

  private List<VersionId> candidates(SelectionRequest wish) {
    return catalog.selectRemembered(wish).candidates().stream().map(Approval::version).toList();
  }

  private List<VersionId> selected(SelectionRequest wish) {
    return catalog.select(wish).candidates().stream().map(Approval::version).toList();
  }

  private List<VersionId> found(String words, String agency) {
    return catalog
        .search(new CatalogCriteria(words, "", "", "", "", "", "", agency, 0))
        .hits()
        .stream()
        .map(hit -> hit.approval().version())
        .toList();
  }

  private VersionId live(String title) {
    AssetVersion version =
        pieces.aVersion(
            AssetId.random(), "0.1", VersionState.APPROVED, "northlight", title, List.of("GB"));
    transaction.executeWithoutResult(
        status ->
            publishing.goLive(
                version,
                new Approval.Proof(UUID.randomUUID(), clock.instant(), List.of()),
                "T1",
                person("sam.signatory")));
    return version.id();
  }
}
