package io.medley.bench.content;

import io.medley.bench.Booted;
import io.medley.bench.Figure;
import io.medley.bench.Load;
import io.medley.bench.Measuring;
import io.medley.bench.Pairs;
import io.medley.bench.RawHttp;
import io.medley.content.catalog.Catalog;
import io.medley.content.catalog.CatalogCriteria;
import java.time.Instant;
import java.util.List;
import java.util.Random;

/** Catalog search at growing sizes, and how fast its index is rebuilt. */
final class SearchFigures {

  private static final int PEOPLE = 4;
  private static final String[] WORDS = {
    "morning", "launch piece", "kidney", "dosing", "hepatic safety"
  };

  private final Measuring measuring;
  private final Stock stock;

  SearchFigures(Measuring measuring, Stock stock) {
    this.measuring = measuring;
    this.stock = stock;
  }

  void measure(int documents) throws Exception {
    for (int size : new int[] {1_000, 10_000, 100_000}) {
      if (size <= documents) {
        double rate = stock.growTo(size);
        measuring.add(
            Figure.told(
                "reindex at " + size,
                rate,
                "docs/s",
                "no baseline: rebuilt beside the running index, then compared one by one",
                List.of(rate)));
        search(size);
      }
    }
  }

  private void search(int size) throws Exception {
    Booted service = measuring.service();
    Catalog catalog = service.bean(Catalog.class);
    Load.Worker raw =
        () -> {
          RawHttp http = new RawHttp(service.elasticsearch());
          Random random = new Random();
          return () ->
              http.send(
                  http.request(
                      "POST",
                      "/" + SelectionFigures.INDEX + "/_search",
                      query(WORDS[random.nextInt(WORDS.length)])));
        };
    Load.Worker ours =
        () -> {
          Random random = new Random();
          return () ->
              catalog.search(
                  new CatalogCriteria(
                      WORDS[random.nextInt(WORDS.length)], "GB", "", "", "", "", "", "", 0));
        };
    Load.run(PEOPLE, measuring.protocol().warm(), raw);
    Load.run(PEOPLE, measuring.protocol().warm(), ours);
    measuring.add(
        Figure.ratioAtMost(
            "catalog search p99 at " + size,
            "ms",
            "the same query, facets and highlights sent raw, %d at a time".formatted(PEOPLE),
            Pairs.interleaved(measuring.protocol().pairs(), () -> p99(raw), () -> p99(ours)),
            2));
  }

  private double p99(Load.Worker worker) throws Exception {
    return Pairs.percentile(Load.run(PEOPLE, measuring.protocol().arm(), worker).millis(), 0.99);
  }

  private static String query(String words) {
    return """
    {"size":20,"_source":false,"track_total_hits":true,"query":{"bool":{"filter":[{"term":{"state":"LIVE"}},
    {"range":{"validFrom":{"lte":"%1$s"}}},{"range":{"validTo":{"gt":"%1$s"}}},{"term":{"markets":"GB"}}],
    "must":[{"dis_max":{"queries":[{"multi_match":{"query":"%2$s","fields":["title^3","jobCode.words^3","keyMessages","text"],
    "type":"bool_prefix","operator":"and","boost":4}},{"multi_match":{"query":"%2$s","fields":["title^2","keyMessages",
    "jobCode.words","text^0.5"],"fuzziness":"AUTO","prefix_length":1,"max_expansions":30,"operator":"and"}}]}}]}},
    "highlight":{"fields":{"title":{"number_of_fragments":0},"text":{"number_of_fragments":1,"fragment_size":160}}},
    "sort":[{"_score":"desc"},{"versionId":"asc"}],
    "aggs":{"a":{"terms":{"field":"markets","size":20}},"b":{"terms":{"field":"language","size":20}},
    "c":{"terms":{"field":"channels","size":20}},"d":{"terms":{"field":"audiences","size":20}},
    "e":{"terms":{"field":"materialType","size":20}},"f":{"terms":{"field":"brandId","size":20}}}}
    """
        .formatted(Instant.now(), words);
  }
}
