package io.medley.bench.content;

import io.medley.bench.Figure;
import io.medley.bench.Measuring;
import io.medley.bench.Pairs;
import io.medley.content.asset.VersionId;
import io.medley.content.claim.ClaimLinking;
import io.medley.content.precheck.PreChecks;
import io.medley.content.precheck.Stage;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** How long an agency waits for the rules and the claims of twenty pages, and what rules find. */
final class CheckFigures {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Path MASTER =
      Path.of("deploy", "seed", "src", "main", "resources", "seed", "product-master.json");
  private static final Path RULES = Path.of("content-service", "target", "precheck-figures.json");
  private static final int PAGES = 20;
  private static final int CLAIMS = 300;
  private static final int RUNS = 21;
  private static final String[] MEASURES = {
    "seated systolic blood pressure", "standing diastolic pressure", "night-time blood pressure",
    "morning home pressure", "pulse pressure", "ambulatory daytime pressure"
  };

  private final Measuring measuring;
  private @Nullable VersionId piece;

  CheckFigures(Measuring measuring) {
    this.measuring = measuring;
  }

  void preChecks() throws Exception {
    VersionId version = piece();
    PreChecks checks = measuring.service().bean(PreChecks.class);
    List<Double> seconds = new ArrayList<>();
    int findings = 0;
    for (int i = 0; i < RUNS; i++) {
      long begin = System.nanoTime();
      findings = checks.run(version, Stage.DRAFT).findings().size();
      if (i > 0) {
        seconds.add((System.nanoTime() - begin) / 1e9);
      }
    }
    measuring.add(
        Figure.atMost(
            "pre-check of %d pages, p95 (%d findings)".formatted(PAGES, findings),
            Pairs.percentile(seconds, 0.95),
            "s",
            "no baseline: what an agency waits for",
            10,
            seconds));
  }

  void claims() throws Exception {
    VersionId version = piece();
    ClaimLinking linking = measuring.service().bean(ClaimLinking.class);
    JdbcClient owner = measuring.service().owner();
    List<Double> seconds = new ArrayList<>();
    for (int i = 0; i < RUNS; i++) {
      long begin;
      do {
        // Now and then the service's own watch is faster, and there is nothing left to compare.
        for (String table : List.of("claim_linking", "claim_link")) {
          owner
              .sql("delete from " + table + " where version_id = :version")
              .param("version", version.value())
              .update();
        }
        begin = System.nanoTime();
      } while (!linking.refresh(version));
      if (i > 0) {
        seconds.add((System.nanoTime() - begin) / 1e9);
      }
    }
    long links =
        owner
            .sql("select count(*) from claim_link where version_id = :version")
            .param("version", version.value())
            .query(Long.class)
            .single();
    measuring.add(
        Figure.atMost(
            "claim linking of %d pages with %d claims, p95 (%d links)"
                .formatted(PAGES, CLAIMS, links),
            Pairs.percentile(seconds, 0.95),
            "s",
            "no baseline: what an agency waits for",
            5,
            seconds));
  }

  /** Recall and precision come from the seeded corpus; its test, run by the build, writes them. */
  void rules() throws IOException {
    if (!Files.isReadable(RULES)) {
      measuring.add(
          Figure.missing(
              "rules",
              "share",
              "the test of the seeded violations wrote nothing to " + RULES,
              "recall ≥ 0.95 per rule"));
      return;
    }
    JsonNode told = JSON.readTree(Files.readAllBytes(RULES));
    for (JsonNode rule : told.path("rules")) {
      String name = "rule " + rule.path("rule").asString();
      String corpus =
          "no baseline: %d violating and %d clean %ss of the seeded corpus"
              .formatted(
                  rule.path("violating").asInt(),
                  rule.path("clean").asInt(),
                  rule.path("kind").asString());
      measuring.add(
          Figure.atLeast(name + " recall", rule.path("recall").asDouble(), "share", corpus, 0.95));
      double precision = rule.path("precision").asDouble();
      measuring.add(
          Figure.told(name + " precision", precision, "share", corpus, List.of(precision)));
    }
    JsonNode pooled = told.path("pooled");
    int clean = pooled.path("cleanPassages").asInt();
    double stopped = pooled.path("falseBlocks").asInt() / (double) Math.max(1, clean);
    measuring.add(
        Figure.atMost(
            "false blocks, pooled over the rules",
            stopped,
            "share",
            "no baseline: %d clean passages of the seeded corpus".formatted(clean),
            0.02,
            List.of(stopped)));
  }

  /** Twenty pages of a brand with a product master and a library, tagged for its market. */
  private VersionId piece() throws IOException, InterruptedException {
    VersionId known = piece;
    if (known != null) {
      return known;
    }
    Api administrator = new Api(measuring.service(), "ada.admin");
    administrator.put("/api/product-master", Files.readString(MASTER));
    List<String> wordings = new ArrayList<>();
    List<Map<String, Object>> rows = new ArrayList<>();
    for (int i = 0; i < CLAIMS; i++) {
      String wording =
          "In study ZEAL-%d (n=%d), zelvarostat %d mg once daily lowered mean %s by %d.%d mmHg at week %d versus placebo."
              .formatted(
                  100 + i,
                  400 + 7 * i,
                  i % 2 == 0 ? 5 : 10,
                  MEASURES[i % MEASURES.length],
                  5 + i % 13,
                  i % 10,
                  4 + i % 20);
      wordings.add(wording);
      rows.add(
          Map.of(
              "id",
              "bench-claim-" + i,
              "brandId",
              "zelvaro",
              "validFrom",
              "2026-01-15",
              "wordings",
              List.of(Map.of("language", "en-GB", "text", wording)),
              "supports",
              List.of(Map.of("referenceId", "zel-spc"))));
    }
    JsonNode imported =
        JSON.readTree(administrator.put("/api/claims/import", JSON.writeValueAsString(rows)));
    if (imported.path("created").asInt() != CLAIMS) {
      throw new IllegalStateException("Claims were not imported: " + imported);
    }
    Api agency = new Api(measuring.service(), "anna.agency");
    HttpResponse<String> answer =
        agency.upload(new Corpus.Document("twenty-pages.pdf", Corpus.pdf(pages(wordings))));
    if (answer.statusCode() != 201) {
      throw new IllegalStateException(answer.body());
    }
    UUID version = UUID.fromString(JSON.readTree(answer.body()).path("versionId").asString());
    agency.put(
        "/api/versions/" + version + "/metadata",
        JSON.writeValueAsString(
            Map.ofEntries(
                Map.entry("title", "Twenty pages"),
                Map.entry("jobCode", "GB-ZEL-2000"),
                Map.entry("brandId", "zelvaro"),
                Map.entry("indicationIds", List.of("hypertension-adults")),
                Map.entry("materialType", "DETAIL_AID"),
                Map.entry("purpose", "PROMOTIONAL"),
                Map.entry("countries", List.of("GB")),
                Map.entry("language", "en-GB"),
                Map.entry("audiences", List.of("HCP")),
                Map.entry("channels", List.of("CLM")))));
    VersionId made = new VersionId(version);
    piece = made;
    return made;
  }

  /** Of four claims a page one is word for word, one nearly, two with other figures. */
  private static List<List<String>> pages(List<String> wordings) {
    List<List<String>> pages = new ArrayList<>();
    for (int page = 0; page < PAGES; page++) {
      List<String> paragraphs = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        String wording = wordings.get((page * 4 + i) * 3);
        paragraphs.add(Corpus.text(60) + ".");
        paragraphs.add(
            switch (i) {
              case 0 -> wording;
              case 1 -> wording.replace("lowered mean", "has lowered the mean");
              case 2 -> wording.replace("mmHg at", "mm Hg below baseline at").replace("n=", "n=1");
              default -> wording.replace("versus placebo", "and not versus placebo");
            });
      }
      pages.add(paragraphs);
    }
    return pages;
  }
}
