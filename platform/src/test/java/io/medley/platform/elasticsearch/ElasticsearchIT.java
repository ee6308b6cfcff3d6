package io.medley.platform.elasticsearch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.transport.ElasticsearchTransport;
import io.medley.local.LocalStack;
import io.medley.platform.command.Reindexer;
import io.medley.platform.elasticsearch.IndexProjector.Change;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ElasticsearchIT {

  record Proof(String signer, double share) {}

  record Piece(
      String title,
      String market,
      Instant validTo,
      int pages,
      @Nullable String note,
      List<String> tags,
      Proof proof) {}

  private final ElasticsearchTransport transport =
      ElasticsearchAutoConfiguration.transport(LocalStack.forTests().elasticsearch().url());
  private final SearchExchange exchange =
      new SearchExchange(
          new ElasticsearchClient(transport), "t" + UUID.randomUUID().toString().substring(0, 8));
  private final SearchIndexes indexes = new ElasticsearchIndexes(exchange);
  private final IndexProjector projector = new ElasticsearchProjector(exchange);
  private final IndexRebuild rebuild = new ElasticsearchRebuild(exchange);

  @AfterAll
  void close() throws IOException {
    transport.close();
  }

  @Test
  void shouldGiveBackARecordAsItWasProjected() {
    SearchIndex index = index("round-trip");
    indexes.create(index);
    Piece piece = piece("Zelvaro", 3);

    projector.project(index, new Change("1", 1, piece));

    assertThat(read(index, "1")).isEqualTo(piece);
  }

  @Test
  void shouldTolerateInstancesThatCreateAtOnce() throws Exception {
    SearchIndex index = index("race");
    List<Future<?>> creators = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(6)) {
      for (int i = 0; i < 6; i++) {
        creators.add(threads.submit(() -> indexes.create(index)));
      }
      for (Future<?> creator : creators) {
        creator.get();
      }
    }

    assertThat(indexes.count(index)).isZero();
  }

  @Test
  void shouldNeverLetAnOlderVersionOverwriteANewerOne() {
    SearchIndex index = index("versions");
    indexes.create(index);

    projector.project(index, new Change("1", 5, piece("new", 1)));
    projector.project(index, new Change("1", 4, piece("old", 1)));
    projector.project(index, new Change("1", 5, piece("again", 1)));
    projector.project(index, new Change("1", 3, null));

    assertThat(read(index, "1").title()).isEqualTo("new");
    projector.project(index, new Change("1", 6, null));
    projector.project(index, new Change("never there", 1, null));
    assertThat(indexes.count(index)).isZero();
  }

  @Test
  void shouldWriteTheOthersAndRefuseTheOneThatDoesNotFit() {
    SearchIndex index = index("strict");
    indexes.create(index);

    assertThatThrownBy(
            () ->
                projector.project(
                    index,
                    List.of(
                        new Change("1", 1, piece("fits", 1)),
                        new Change("2", 1, Map.of("unknown", "field")),
                        new Change("3", 1, piece("fits too", 1))),
                    true))
        .isInstanceOf(SearchRejected.class);

    assertThat(indexes.count(index)).isEqualTo(2);
  }

  @Test
  void shouldRebuildAndFindStoreAndIndexEqual() {
    SearchIndex index = index("rebuild");
    indexes.create(index);
    Map<String, Change> store = new HashMap<>();
    for (int i = 0; i < 1_234; i++) {
      store.put("id-" + i, new Change("id-" + i, 2, piece("Piece " + i, i)));
    }
    projector.project(index, new Change("extra", 7, piece("not in the store", 1)));
    projector.project(index, new Change("id-1", 1, piece("stale", 1)));

    Reindexer.Report report = rebuild.rebuild(index, store.values()::forEach);

    assertThat(report.equal()).as("%s", report).isTrue();
    assertThat(report.stored()).isEqualTo(1_234);
    assertThat(read(index, "id-1").title()).isEqualTo("Piece 1");
    projector.project(index, new Change("id-1", 3, piece("lives on", 1)));
    assertThat(read(index, "id-1").title()).isEqualTo("lives on");
    store.put("id-1", new Change("id-1", 3, piece("lives on", 1)));
    assertThat(rebuild.rebuild(index, store.values()::forEach).equal()).isTrue();
  }

  @Test
  void shouldRemoveWhatAppearedDuringARebuildAndIsNotInTheStore() {
    SearchIndex index = index("during");
    indexes.create(index);
    int[] reads = new int[1];
    IndexRebuild.Source source =
        consumer -> {
          reads[0]++;
          if (reads[0] == 2) {
            projector.project(index, new Change("ghost", 9, piece("ghost", 1)));
          }
          consumer.accept(new Change("1", 1, piece("real", 1)));
        };

    Reindexer.Report report = rebuild.rebuild(index, source);

    assertThat(report.equal()).as("%s", report).isTrue();
    assertThat(indexes.count(index)).isEqualTo(1);
  }

  @Test
  void shouldTellAnOutageFromAnEmptyAnswer() throws IOException {
    try (ElasticsearchTransport nowhere =
        ElasticsearchAutoConfiguration.transport(URI.create("http://127.0.0.1:1"))) {
      SearchExchange down = new SearchExchange(new ElasticsearchClient(nowhere), "x");

      assertThatThrownBy(() -> new ElasticsearchIndexes(down).count(index("any")))
          .isInstanceOf(StoreUnavailable.class);
    }
    assertThatThrownBy(() -> indexes.count(index("not-created")))
        .isInstanceOf(SearchRejected.class)
        .satisfies(refusal -> assertThat(((SearchRejected) refusal).status()).isEqualTo(404));
    assertThat(indexes.hasModule("analysis-common")).isFalse();
    assertThat(indexes.hasModule("x-pack-core")).isTrue();
  }

  private static SearchIndex index(String name) {
    return new SearchIndex(name, 1, "index/pieces.json");
  }

  private static Piece piece(String title, int pages) {
    return new Piece(
        title,
        "GB",
        Instant.parse("2027-01-01T00:00:00.123Z"),
        pages,
        null,
        List.of("a", "ü"),
        new Proof("max", 0.25));
  }

  private Piece read(SearchIndex index, String id) {
    Piece piece =
        exchange
            .run(client -> client.get(g -> g.index(exchange.name(index)).id(id), Piece.class))
            .source();
    if (piece == null) {
      throw new AssertionError(id + " is not there");
    }
    return piece;
  }
}
