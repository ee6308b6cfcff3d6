package io.medley.content.catalog;

import static io.medley.content.Pieces.person;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.medley.content.BusinessClock;
import io.medley.content.ContentServers;
import io.medley.content.OnServers;
import io.medley.content.Pieces;
import io.medley.content.asset.AssetId;
import io.medley.content.asset.AssetMetadata;
import io.medley.content.asset.AssetVersion;
import io.medley.content.asset.VersionId;
import io.medley.content.asset.VersionState;
import io.medley.content.lifecycle.Approval;
import io.medley.content.lifecycle.ApprovalState;
import io.medley.content.lifecycle.Approvals;
import io.medley.content.lifecycle.Publishing;
import io.medley.content.lifecycle.Withdrawing;
import io.medley.content.product.ProductMaster;
import io.medley.content.product.ProductMasterDocument;
import io.medley.local.DemoPerson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a journey is given and what it is told instead, asked over HTTP of the real index. Every
 * piece is of a brand of this test's own, so nobody else's pieces are near it.
 */
@OnServers
class SelectionOnTheIndexIT {

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  @Autowired Pieces pieces;
  @Autowired ProductMaster master;
  @Autowired Publishing publishing;
  @Autowired Withdrawing withdrawing;
  @Autowired Approvals approvals;
  @Autowired TransactionTemplate transaction;
  @Autowired BusinessClock clock;
  @LocalServerPort int port;

  private final String brand = Pieces.letters();
  private final HttpClient http = HttpClient.newHttpClient();

  @BeforeEach
  void peopleAndBrand() {
    pieces.grantEverybodyTheirPart();
    master.put(
        new ProductMasterDocument(
            List.of(
                new ProductMasterDocument.Brand(brand, brand, brand + "stat", "Northwind", null)),
            List.of(),
            List.of(label("GB", "en-GB"), label("DE", "de-DE")),
            List.of(),
            List.of(),
            List.of()),
        person("ada.admin"));
  }

  @Test
  void shouldGiveWhatFitsAndSayOfEveryOtherPieceWhyNot() {
    VersionId fits = live(wish());
    VersionId otherRegion = live(wish().language("en-US"));
    Map<VersionId, String> against = new HashMap<>();
    against.put(live(wish().safety(brand + "-isi@1")), "SAFETY_INFORMATION");
    against.put(live(wish().market("DE")), "MARKET");
    against.put(live(wish().language("de-DE")), "LANGUAGE");
    against.put(live(wish().channel("CLM")), "CHANNEL");
    against.put(live(wish().audience("PATIENT")), "AUDIENCE");
    against.put(live(wish().from(today().plusDays(5))), "NOT_YET_VALID");
    VersionId suspended = live(wish());
    VersionId withdrawn = live(wish());
    withdrawing.suspend(suspended, "A figure is checked", person("cora.coordinator"));
    withdrawing.withdraw(withdrawn, "Wrong dose", person("cora.coordinator"));
    against.put(suspended, "SUSPENDED");

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              JsonNode answer = selection(null);
              assertThat(versions(answer.path("candidates"))).containsExactly(fits, otherRegion);
              assertThat(reasons(answer.path("runnersUp")))
                  .isEqualTo(Map.of(otherRegion, "OTHER_LANGUAGE_REGION"));
              assertThat(reasons(answer.path("rejected")))
                  .containsAllEntriesOf(against)
                  .hasEntrySatisfying(withdrawn, state -> assertThat(state).startsWith("WITHDRAW"));
            });

    JsonNode best = selection(null).path("candidates").path(0);
    Approval row = approvals.find(fits).orElseThrow();
    assertThat(best.path("contentHash").asString()).isEqualTo(row.contentHash());
    assertThat(best.path("metadataHash").asString()).isEqualTo(row.metadataHash());
    assertThat(best.path("proof").path("reviewId").asString())
        .isEqualTo(row.proof().reviewId().toString());
  }

  @Test
  void shouldEndAtTheInstantTheValidityEndsWithNoJobHavingRun() {
    VersionId version = live(wish().to(today()));
    Approval row = approvals.find(version).orElseThrow();
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> assertThat(versions(selection(null).path("candidates"))).contains(version));

    JsonNode before = selection(row.validTo().minusMillis(1));
    JsonNode after = selection(row.validTo());

    assertThat(versions(before.path("candidates"))).containsExactly(version);
    assertThat(versions(after.path("candidates"))).isEmpty();
    assertThat(reasons(after.path("rejected"))).isEqualTo(Map.of(version, "EXPIRED"));
    // Nothing marked it: the validity itself is part of the question.
    assertThat(approvals.find(version).map(Approval::state)).contains(ApprovalState.LIVE);

    clock.pass(Duration.between(clock.instant(), row.validTo()).plusMillis(1));

    assertThat(versions(selection(null).path("candidates"))).isEmpty();
    assertThat(get("?brand=" + brand).path("total").asInt()).isZero();
  }

  @Test
  void shouldCountByFacetMarkWordsAndForgiveSlips() {
    live(wish().title("Evening values"));
    VersionId clm = live(wish().channel("CLM").title("Morning " + brand));
    live(wish().market("DE").language("de-DE").title("Abendwerte"));

    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(get("?brand=" + brand).path("total").asInt()).isEqualTo(3));
    JsonNode all = get("?brand=" + brand);
    assertThat(facet(all, "market")).isEqualTo(Map.of("GB", 2, "DE", 1));
    assertThat(facet(all, "language")).isEqualTo(Map.of("en-GB", 2, "de-DE", 1));
    assertThat(facet(all, "channel")).isEqualTo(Map.of("EMAIL", 2, "CLM", 1));
    assertThat(facet(all, "audience")).isEqualTo(Map.of("HCP", 3));
    JsonNode narrowed = get("?brand=" + brand + "&market=GB&channel=CLM");
    assertThat(versions(narrowed.path("pieces"))).containsExactly(clm);
    assertThat(facet(narrowed, "channel")).isEqualTo(Map.of("CLM", 1));

    String slip = brand.substring(0, 4) + "q" + brand.substring(5);
    JsonNode forgiven = get("?q=" + slip);

    assertThat(versions(forgiven.path("pieces"))).containsExactly(clm);
    assertThat(forgiven.path("pieces").path(0).path("marked"))
        .anySatisfy(
            part -> {
              assertThat(part.path("text").asString()).isEqualTo(brand);
              assertThat(part.path("found").asBoolean()).isTrue();
            });
  }

  @Test
  void shouldFindAWordInItsOtherNumberInEveryLanguageOfThePieces() {
    VersionId german = live(wish().market("DE").language("de-DE").title("Nebenwirkungen " + brand));
    VersionId french = live(wish().title("Effets indésirables " + brand));
    VersionId english = live(wish().title("Adverse reactions " + brand));

    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(found("Nebenwirkung " + brand)).containsExactly(german));
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> assertThat(found("effet indésirable " + brand)).containsExactly(french));
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> assertThat(found("adverse reaction " + brand)).containsExactly(english));
  }

  private List<VersionId> found(String words) {
    return versions(get("?q=" + URLEncoder.encode(words, StandardCharsets.UTF_8)).path("pieces"));
  }

  private static Map<String, Integer> facet(JsonNode answer, String name) {
    Map<String, Integer> counts = new HashMap<>();
    for (JsonNode facet : answer.path("facets")) {
      if (facet.path("name").asString().equals(name)) {
        facet
            .path("values")
            .forEach(
                value -> counts.put(value.path("value").asString(), value.path("count").asInt()));
      }
    }
    return counts;
  }

  private static List<VersionId> versions(JsonNode list) {
    return list.findValuesAsString("versionId").stream()
        .map(id -> new VersionId(UUID.fromString(id)))
        .toList();
  }

  private static Map<VersionId, String> reasons(JsonNode list) {
    Map<VersionId, String> reasons = new HashMap<>();
    list.forEach(
        entry ->
            reasons.put(
                new VersionId(UUID.fromString(entry.path("versionId").asString())),
                entry.path("reason").asString()));
    return reasons;
  }

  private JsonNode selection(@Nullable Instant at) {
    Map<String, Object> body = new HashMap<>();
    body.put("brandId", brand);
    body.put("market", "GB");
    body.put("language", "en-GB");
    body.put("channel", "EMAIL");
    body.put("audience", "HCP");
    if (at != null) {
      body.put("at", at.toString());
    }
    return send(
        HttpRequest.newBuilder(address("/selection"))
            .header("Content-Type", "application/json")
            .POST(
                HttpRequest.BodyPublishers.ofString(JsonMapper.shared().writeValueAsString(body))));
  }

  private JsonNode get(String query) {
    return send(HttpRequest.newBuilder(address(query)));
  }

  private URI address(String rest) {
    return URI.create("http://127.0.0.1:" + port + "/api/catalog" + rest);
  }

  private JsonNode send(HttpRequest.Builder request) {
    String token =
        ContentServers.signIn().client().signIn(DemoPerson.named("mia.marketer")).accessToken();
    try {
      HttpResponse<String> answer =
          http.send(
              request.header("Authorization", "Bearer " + token).build(),
              HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      return JsonMapper.shared().readTree(answer.body());
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  private LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
  }

  private ProductMasterDocument.Label label(String market, String language) {
    return new ProductMasterDocument.Label(
        brand,
        market,
        language,
        market + "-2",
        LocalDate.of(2020, 1, 1),
        brand + "-isi",
        "2",
        "Safety words",
        brand + "-pi",
        "2",
        "https://zelvaro.example/pi",
        "Prescribing words",
        false,
        null,
        "Report adverse events.",
        null);
  }

  /** Tags of a piece that fits, and how it is told apart. */
  private Wish wish() {
    return new Wish(
        "Piece", "GB", "en-GB", "EMAIL", "HCP", brand + "-isi@2", today().minusDays(2), null);
  }

  private record Wish(
      String title,
      String market,
      String language,
      String channel,
      String audience,
      String safety,
      LocalDate from,
      @Nullable LocalDate to) {

    Wish title(String other) {
      return new Wish(other, market, language, channel, audience, safety, from, to);
    }

    Wish market(String other) {
      return new Wish(title, other, language, channel, audience, safety, from, to);
    }

    Wish language(String other) {
      return new Wish(title, market, other, channel, audience, safety, from, to);
    }

    Wish channel(String other) {
      return new Wish(title, market, language, other, audience, safety, from, to);
    }

    Wish audience(String other) {
      return new Wish(title, market, language, channel, other, safety, from, to);
    }

    Wish safety(String other) {
      return new Wish(title, market, language, channel, audience, other, from, to);
    }

    Wish from(LocalDate other) {
      return new Wish(title, market, language, channel, audience, safety, other, to);
    }

    Wish to(LocalDate other) {
      return new Wish(title, market, language, channel, audience, safety, from, other);
    }
  }

  private VersionId live(Wish wish) {
    AssetId asset = AssetId.random();
    LocalDate to = wish.to();
    AssetVersion version =
        pieces.aVersion(
            asset,
            "0.1",
            VersionState.APPROVED,
            "northlight",
            new AssetMetadata(
                wish.title(),
                "GB-ZEL-" + asset.toString().substring(0, 8),
                brand,
                List.of(),
                "email",
                "promotional",
                List.of(wish.market()),
                wish.language(),
                List.of(wish.audience()),
                List.of(wish.channel()),
                List.of(),
                Map.of(),
                Map.of(wish.market(), wish.safety()),
                wish.from(),
                to == null ? today().plusDays(200) : to,
                List.of()));
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
