package io.medley.bench.content;

import io.medley.bench.Booted;
import io.medley.bench.Figure;
import io.medley.bench.Load;
import io.medley.bench.Measuring;
import io.medley.bench.Pairs;
import io.medley.bench.RawHttp;
import io.medley.content.asset.VersionId;
import io.medley.content.catalog.Catalog;
import io.medley.content.catalog.Selection;
import io.medley.content.catalog.SelectionRequest;
import io.medley.content.lifecycle.Approval;
import io.medley.content.lifecycle.Withdrawing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import tools.jackson.databind.json.JsonMapper;

/** What choosing a piece for a journey costs. */
final class SelectionFigures {

  /** The catalog's alias in this installation. */
  static final String INDEX = "bench-approved-pieces";

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int CONNECTIONS = 16;
  private static final SelectionRequest WISH =
      new SelectionRequest("brand-0", "GB", "en-GB", "EMAIL", "HCP", null, null, List.of(), false);
  private static final String SEARCH_AND_GET =
      "raw _search + raw GET of the hit, %d connections".formatted(CONNECTIONS);

  private final Measuring measuring;

  SelectionFigures(Measuring measuring) {
    this.measuring = measuring;
  }

  void inProcess() throws Exception {
    Catalog catalog = catalog();
    Load.Worker ours =
        () ->
            () -> {
              if (catalog.select(WISH).candidates().isEmpty()) {
                throw new IllegalStateException("A selection came back empty");
              }
            };
    Load.run(CONNECTIONS, measuring.protocol().warm(), this::searchAndGet);
    Load.run(CONNECTIONS, measuring.protocol().warm(), ours);
    measuring.add(
        Figure.ratio(
            "P6a selection in process",
            "per s",
            SEARCH_AND_GET,
            Pairs.interleaved(
                measuring.protocol().pairs(),
                () -> perSecond(this::searchAndGet),
                () -> perSecond(ours)),
            0.70));
  }

  void overHttp() throws Exception {
    catalog();
    Booted service = measuring.service();
    AtomicReference<String> token = new AtomicReference<>(service.token("mia.marketer"));
    String body =
        "{\"brandId\":\"brand-0\",\"market\":\"GB\",\"language\":\"en-GB\",\"channel\":\"EMAIL\",\"audience\":\"HCP\",\"explain\":false}";
    Load.Worker ours =
        () -> {
          RawHttp http = new RawHttp(service.base());
          byte[] request =
              http.request(
                  "POST", "/api/catalog/selection", body, "Authorization: Bearer " + token.get());
          return () -> http.send(request);
        };
    Load.run(CONNECTIONS, measuring.protocol().warm(), this::searchAndGet);
    Load.run(CONNECTIONS, measuring.protocol().warm(), ours);
    List<Double> slowestOurs = new ArrayList<>();
    List<Double> slowestRaw = new ArrayList<>();
    measuring.add(
        Figure.ratio(
            "P6b selection over HTTP, signed in, as served",
            "per s",
            SEARCH_AND_GET,
            Pairs.interleaved(
                measuring.protocol().pairs(),
                () -> {
                  Load.Result result =
                      Load.run(CONNECTIONS, measuring.protocol().arm(), this::searchAndGet);
                  slowestRaw.add(Pairs.percentile(result.millis(), 0.99));
                  return result.perSecond();
                },
                () -> {
                  token.set(service.token("mia.marketer"));
                  Load.Result result = Load.run(CONNECTIONS, measuring.protocol().arm(), ours);
                  slowestOurs.add(Pairs.percentile(result.millis(), 0.99));
                  return result.perSecond();
                }),
            0.45));
    measuring.add(
        Figure.ratioAtMost(
            "P6b selection over HTTP, p99",
            "ms",
            SEARCH_AND_GET,
            Pairs.of(slowestRaw, slowestOurs),
            2));
  }

  void remembered() throws Exception {
    Catalog catalog = catalog();
    AtomicReference<Set<VersionId>> gone = new AtomicReference<>(Set.of());
    AtomicLong stale = new AtomicLong();
    AtomicInteger withdrawals = new AtomicInteger();
    Load.Worker raw =
        () -> {
          RawHttp http = new RawHttp(measuring.service().elasticsearch());
          byte[] search = http.request("POST", "/" + INDEX + "/_search", query());
          return () -> http.send(search);
        };
    Load.Worker ours =
        () ->
            () -> {
              Set<VersionId> before = Objects.requireNonNull(gone.get());
              Selection selection = catalog.selectRemembered(WISH);
              for (Approval candidate : selection.candidates()) {
                if (before.contains(candidate.version())) {
                  stale.incrementAndGet();
                }
              }
            };
    Load.run(CONNECTIONS, measuring.protocol().warm(), raw);
    Load.run(CONNECTIONS, measuring.protocol().warm(), ours);
    Pairs pairs =
        Pairs.interleaved(
            measuring.protocol().pairs(),
            () -> perSecond(raw),
            () -> {
              AtomicBoolean go = new AtomicBoolean(true);
              Thread withdrawer =
                  Thread.ofPlatform().start(() -> withdraw(catalog, go, gone, withdrawals));
              try {
                return perSecond(ours);
              } finally {
                go.set(false);
                withdrawer.join();
              }
            });
    measuring.add(
        Figure.ratio(
            "P6c selection from version-stamped memory, a withdrawal each second",
            "per s",
            "raw _search, %d connections".formatted(CONNECTIONS),
            pairs,
            2.0));
    int withdrawn = withdrawals.get();
    measuring.add(
        withdrawn == 0
            ? Figure.missing(
                "P6c stale serves", "serves", "nothing was withdrawn, so nothing is proven", "≤ 0")
            : Figure.atMost(
                "P6c stale serves in %d withdrawals".formatted(withdrawn),
                (double) stale.get(),
                "serves",
                "no baseline: counted against what was withdrawn before each call",
                0,
                List.of((double) stale.get())));
  }

  /** One withdrawal a second, of the piece that the measured wish puts first. */
  private void withdraw(
      Catalog catalog,
      AtomicBoolean go,
      AtomicReference<Set<VersionId>> gone,
      AtomicInteger withdrawals) {
    Withdrawing withdrawing = measuring.service().bean(Withdrawing.class);
    for (long next = System.nanoTime() + 500_000_000L; go.get(); ) {
      if (System.nanoTime() < next) {
        java.util.concurrent.locks.LockSupport.parkNanos(20_000_000L);
        continue;
      }
      next += 1_000_000_000L;
      List<Approval> live = catalog.select(WISH).candidates();
      if (live.size() > 1) {
        VersionId version = live.getFirst().version();
        withdrawing.withdraw(version, "measured", Booted.person("cora.coordinator"));
        Set<VersionId> all = new HashSet<>(Objects.requireNonNull(gone.get()));
        all.add(version);
        gone.set(Set.copyOf(all));
        withdrawals.incrementAndGet();
      }
    }
  }

  private Catalog catalog() {
    Catalog catalog = measuring.service().bean(Catalog.class);
    if (catalog.select(WISH).candidates().isEmpty()) {
      throw new IllegalStateException("The store does not answer the wish that is measured");
    }
    return catalog;
  }

  private double perSecond(Load.Worker worker) throws Exception {
    return Load.run(CONNECTIONS, measuring.protocol().arm(), worker).perSecond();
  }

  private Load.Work searchAndGet() throws java.io.IOException {
    RawHttp http = new RawHttp(measuring.service().elasticsearch());
    byte[] search = http.request("POST", "/" + INDEX + "/_search", query());
    return () -> {
      String id = JSON.readTree(http.send(search)).at("/hits/hits/0/_id").asString();
      http.send(http.request("GET", "/" + INDEX + "/_doc/" + id, ""));
    };
  }

  private static String query() {
    return """
    {"size":1,"_source":false,"track_total_hits":false,"query":{"bool":{"filter":[{"term":{"state":"LIVE"}},
    {"range":{"validFrom":{"lte":"%1$s"}}},{"range":{"validTo":{"gt":"%1$s"}}},{"term":{"brandId":"brand-0"}},
    {"term":{"markets":"GB"}},{"term":{"languagePrimary":"en"}},{"term":{"channels":"EMAIL"}},
    {"term":{"audiences":"HCP"}}]}}}
    """
        .formatted(Instant.now());
  }
}
