package io.medley.content.claim;

import static org.assertj.core.api.Assertions.assertThat;

import io.medley.content.RunningContentService;
import io.medley.content.RunningContentService.Answer;
import io.medley.content.asset.VersionId;
import io.medley.content.usage.VersionUsage;
import io.medley.content.usage.VersionUsages;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** The claims library over its API, on the real database, with files that are really read. */
class ClaimsIT {

  private static final RunningContentService SERVICE = RunningContentService.get();

  private final JdbcClient jdbc = SERVICE.bean(JdbcClient.class);
  private final String salt = UUID.randomUUID().toString().substring(0, 8);
  private final String claim = "it-" + salt;
  private final String reference = "study-" + salt;
  private final String quote =
      "Mean seated systolic blood pressure fell by 17.3 mmHg with zelvarostat 10 mg at week 26 in"
          + " study "
          + salt
          + ", against 6.2 mmHg with placebo.";
  private final String wording =
      "Zelvarostat 10 mg lowered mean seated systolic blood pressure by 17.3 mmHg at week 26 in"
          + " study "
          + salt
          + " versus 6.2 mmHg with placebo.";

  @Test
  void shouldKeepAgenciesOut() {
    assertThat(SERVICE.get("anna.agency", "/api/claims").status()).isEqualTo(403);
    assertThat(SERVICE.get("anna.agency", "/api/claims/zel-c-001").status()).isEqualTo(403);
    assertThat(SERVICE.get("anna.agency", "/api/claims/events").status()).isEqualTo(403);
    assertThat(SERVICE.get("anna.agency", "/api/references").status()).isEqualTo(403);
    assertThat(SERVICE.get("anna.agency", "/api/references/zeal-1").status()).isEqualTo(403);
    assertThat(
            SERVICE.post("anna.agency", "/api/claims", draft(claim, wording, List.of())).status())
        .isEqualTo(403);
    assertThat(
            SERVICE.post("mia.marketer", "/api/claims", draft(claim, wording, List.of())).status())
        .isEqualTo(403);
  }

  @Test
  void shouldPageThroughManyReferences() throws Exception {
    for (int i = 0; i < 52; i++) {
      SERVICE.post(
          "cora.coordinator",
          "/api/references",
          Map.of(
              "id", "many-%s-%02d".formatted(salt, i), "title", "Study %02d of many".formatted(i)));
    }

    JsonNode first = SERVICE.get("mia.marketer", "/api/references?q=many-" + salt).body();
    JsonNode second =
        SERVICE.get("mia.marketer", "/api/references?offset=50&q=many-" + salt).body();

    assertThat(first.path("total").asLong()).isEqualTo(52);
    assertThat(first.path("references")).hasSize(50);
    assertThat(second.path("references"))
        .extracting(reference -> reference.path("title").asString())
        .containsExactly("Study 50 of many", "Study 51 of many");
    assertThat(open("mia.marketer", "/references?q=many-" + salt).body())
        .contains("52 references", "offset=50", "Study 49 of many")
        .doesNotContain("Study 50 of many");
  }

  @Test
  void shouldPageThroughManyClaims() throws Exception {
    String key = "pages-" + salt;
    SERVICE.put(
        "ada.admin",
        "/api/claims/import",
        IntStream.range(0, 53)
            .mapToObj(i -> row("%s-%02d".formatted(key, i), "Claim %02d of many.".formatted(i)))
            .toList());

    JsonNode first = SERVICE.get("mia.marketer", "/api/claims?q=" + key).body();
    JsonNode second = SERVICE.get("mia.marketer", "/api/claims?offset=50&q=" + key).body();

    assertThat(first.path("total").asLong()).isEqualTo(53);
    assertThat(first.path("claims")).hasSize(50);
    assertThat(second.path("claims")).hasSize(3);
    assertThat(open("mia.marketer", "/claims?brand=zelvaro&q=" + key).body())
        .contains("53 claims", "brand=zelvaro&amp;offset=50");
  }

  @Test
  void shouldHaveTakenOverTheClaimsOfTheProductMaster() {
    Answer found = SERVICE.get("mia.marketer", "/api/claims?q=zeal-1&brand=zelvaro&language=de");

    assertThat(found.body().path("claims"))
        .anySatisfy(
            entry -> {
              assertThat(entry.path("claimId").asString()).isEqualTo("zel-c-001");
              assertThat(entry.path("state").asString()).isEqualTo("APPROVED");
            });
    Answer again =
        SERVICE.put(
            "ada.admin",
            "/api/product-master",
            SERVICE.get("ada.admin", "/api/product-master").body());
    assertThat(again.body().path("created").asInt()).isZero();
    assertThat(again.body().path("changed").asInt()).isZero();
  }

  @Test
  void shouldAnchorOnlyWhatTheReferenceReallySays() {
    register();

    Answer missing =
        SERVICE.post(
            "cora.coordinator",
            "/api/references/" + reference + "/anchors",
            Map.of("quote", quote.replace("17.3", "18.3")));
    Answer found =
        SERVICE.post(
            "cora.coordinator",
            "/api/references/" + reference + "/anchors",
            Map.of("quote", quote.toUpperCase(java.util.Locale.ROOT)));
    Answer passages =
        SERVICE.get(
            "cora.coordinator",
            "/api/references/" + reference + "/passages?claim=" + encoded(wording));

    assertThat(missing.status()).isEqualTo(422);
    assertThat(missing.body().path("type").asString()).endsWith("quote-not-found");
    assertThat(missing.body().path("nearest").asString()).contains("17.3");
    assertThat(found.status()).isEqualTo(201);
    assertThat(found.body().path("quote").asString()).isEqualTo(quote);
    assertThat(passages.body().get(0).path("quote").asString()).isEqualTo(quote);
    assertThat(passages.body().get(0).path("missingFigures")).isEmpty();
    ReferenceAnchors anchors = SERVICE.bean(ReferenceAnchors.class);
    assertThat(anchors.anchors(reference)).singleElement().matches(anchors::holds);
  }

  @Test
  void shouldNeedTwoOthersAndEveryFigureToApprove() {
    register();
    SERVICE.post("cora.coordinator", "/api/claims", draft(claim, wording, List.of()));

    Answer unsupported = approve(1, "max.medical", "MEDICAL");
    support(1, "The study enrolled 812 adults with essential hypertension.");
    Answer figures = approve(1, "max.medical", "MEDICAL");
    support(1, quote);
    Answer foreignLane = approve(1, "max.medical", "REGULATORY");
    Answer medical = approve(1, "max.medical", "MEDICAL");
    Answer twice = approve(1, "max.medical", "MEDICAL");
    Answer late =
        SERVICE.post(
            "cora.coordinator",
            "/api/claims/" + claim + "/versions/1/supports",
            Map.of("referenceId", reference));
    Answer regulatory = approve(1, "rhea.regulatory", "REGULATORY");

    assertThat(unsupported.body().path("type").asString()).endsWith("claim-unsupported");
    assertThat(figures.status()).isEqualTo(422);
    assertThat(figures.body().path("figures").toString()).contains("17.3 mmhg");
    assertThat(foreignLane.status()).isEqualTo(403);
    assertThat(medical.body().path("versions").get(0).path("state").asString()).isEqualTo("DRAFT");
    assertThat(twice.status()).isEqualTo(409);
    assertThat(late.status()).isEqualTo(409);
    assertThat(regulatory.body().path("versions").get(0).path("state").asString())
        .isEqualTo("APPROVED");
    assertThat(newest().path("approvals"))
        .hasSize(2)
        .allSatisfy(
            approval -> {
              assertThat(approval.path("signature").path("meaning").asString())
                  .startsWith("I approve this version of the claim");
              assertThat(approval.path("signature").path("statement").asString())
                  .contains(approval.path("sha256").asString());
            });
  }

  @Test
  void shouldRefuseAnIncompleteClaimWithEveryReason() {
    Map<String, Object> wrong = draft("Bad Key", wording, List.of("nowhere"));
    wrong.put("countries", List.of("XX"));
    wrong.put("indications", List.of("baldness"));
    wrong.put("validFrom", "2026-05-01");
    wrong.put("validTo", "2026-04-01");

    Answer refused = SERVICE.post("cora.coordinator", "/api/claims", wrong);

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.body().path("errors"))
        .extracting(error -> error.path("field").asString())
        .contains("id", "countries", "indications", "validTo", "supports[0].referenceId");
  }

  @Test
  void shouldLinkAPieceShowTheDifferenceAndLetPeopleDecide() {
    takeOver(claim, wording);
    UUID version =
        piece(
            "anna.agency",
            wording
                + "</p><p>"
                + wording.replace("mean seated", "average seated")
                + "</p><p>"
                + wording.replace("17.3", "13.7"));

    Answer links = SERVICE.get("anna.agency", "/api/versions/" + version + "/claims");

    assertThat(links.status()).as(links.body().toString()).isEqualTo(200);
    List<JsonNode> ours = ours(links);
    assertThat(ours)
        .extracting(link -> link.path("match").asString() + " " + link.path("state").asString())
        .containsExactly("EXACT LINKED", "NEAR SUGGESTED", "ALTERED REFUSED");
    assertThat(ours.get(1).path("comparison").toString())
        .contains("{\"side\":\"APPROVED\",\"text\":\"mean\"}")
        .contains("{\"side\":\"FOUND\",\"text\":\"average\"}");
    assertThat(ours.get(2).path("remarks").toString()).contains("13.7").contains("17.3");
    String near = ours.get(1).path("id").asString();
    String altered = ours.get(2).path("id").asString();

    assertThat(decide("ben.agency", near, true).status()).isEqualTo(404);
    assertThat(SERVICE.get("ben.agency", "/api/versions/" + version + "/claims").status())
        .isEqualTo(404);
    assertThat(decide("anna.agency", altered, true).status()).isEqualTo(409);
    assertThat(decide("anna.agency", near, true).body().path("state").asString())
        .isEqualTo("LINKED");
    assertThat(
            ours(SERVICE.get("anna.agency", "/api/versions/" + version + "/claims"))
                .get(1)
                .path("decidedBy")
                .asString())
        .isEqualTo("anna.agency");
  }

  @Test
  void shouldTellWhichVersionsAWithdrawnClaimConcerns() {
    takeOver(claim, wording);
    UUID version = piece("anna.agency", wording);
    SERVICE.get("anna.agency", "/api/versions/" + version + "/claims");

    Answer forbidden =
        SERVICE.post(
            "mia.marketer",
            "/api/claims/" + claim + "/state",
            Map.of("state", "WITHDRAWN", "reason", "x"));
    Answer withdrawn =
        SERVICE.post(
            "cora.coordinator",
            "/api/claims/" + claim + "/state",
            Map.of("state", "WITHDRAWN", "reason", "The study was corrected."));

    assertThat(forbidden.status()).isEqualTo(403);
    assertThat(withdrawn.body().path("state").asString()).isEqualTo("WITHDRAWN");
    JsonNode event =
        SERVICE.get("cora.coordinator", "/api/claims/" + claim).body().path("events").get(0);
    assertThat(event.path("kind").asString()).isEqualTo("CLAIM_WITHDRAWN");
    assertThat(event.path("versions").toString()).contains(version.toString());
    assertThat(
            jdbc.sql(
                    "select count(*) from outbox_message where topic = 'library-event' and key ="
                        + " :key and payload::text like '%' || :version || '%'")
                .param("key", "claim/" + claim)
                .param("version", version.toString())
                .query(Integer.class)
                .single())
        .isEqualTo(1);
    assertThat(
            jdbc.sql(
                    "select count(*) from audit_entry where aggregate_type = 'claim' and"
                        + " aggregate_id = :claim and action = 'claim-withdrawn'")
                .param("claim", claim)
                .query(Integer.class)
                .single())
        .isEqualTo(1);
    JsonNode link =
        ours(SERVICE.get("anna.agency", "/api/versions/" + version + "/claims")).getFirst();
    assertThat(link.path("claimState").asString()).isEqualTo("WITHDRAWN");
    assertThat(link.path("obstacles").toString()).contains("withdrawn");
  }

  @Test
  void shouldReplaceAClaimByItsNextVersionAndNeverEditIt() {
    takeOver(claim, wording);
    String better = wording.replace("lowered", "reduced");

    Answer next = importing(claim, better);

    assertThat(next.body().path("changed").asInt()).isEqualTo(1);
    assertThat(importing(claim, better).body().path("unchanged").asInt()).isEqualTo(1);
    JsonNode opened = SERVICE.get("cora.coordinator", "/api/claims/" + claim).body();
    assertThat(opened.path("versions"))
        .extracting(
            version -> version.path("number").asInt() + " " + version.path("state").asString())
        .containsExactly("2 APPROVED", "1 UPDATED");
    assertThat(opened.path("versions").get(1).path("wordings").get(0).path("text").asString())
        .isEqualTo(wording);
    assertThat(opened.path("events").get(0).path("kind").asString()).isEqualTo("CLAIM_UPDATED");
  }

  @Test
  void shouldTakeTheGoodRowsOfAnImportAndNameTheBadOnes() {
    Answer report =
        SERVICE.put(
            "ada.admin",
            "/api/claims/import",
            List.of(
                row(claim, wording),
                Map.of("id", claim + "-b", "brandId", "nobody", "wordings", List.of()),
                row(claim + "-c", wording + " And more.")));
    Answer forbidden =
        SERVICE.put("cora.coordinator", "/api/claims/import", List.of(row(claim, wording)));

    assertThat(report.body().path("created").asInt()).isEqualTo(2);
    assertThat(report.body().path("rejected"))
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row.path("row").asInt()).isEqualTo(2);
              assertThat(row.path("details").toString()).contains("brandId").contains("wordings");
            });
    assertThat(forbidden.status()).isEqualTo(403);
  }

  @Test
  void shouldRetractAReferenceAndNameWhatRestsOnIt() {
    register();
    takeOver(claim, wording, List.of(Map.of("referenceId", reference, "quote", quote)));
    UUID version = piece("anna.agency", wording);
    SERVICE.get("anna.agency", "/api/versions/" + version + "/claims");

    Answer retracted =
        SERVICE.post(
            "cora.coordinator",
            "/api/references/" + reference + "/retraction",
            Map.of("reason", "Retracted by the journal."));

    assertThat(retracted.body().path("retractionReason").asString()).contains("journal");
    JsonNode opened = SERVICE.get("cora.coordinator", "/api/references/" + reference).body();
    assertThat(opened.path("events").get(0).path("versions").toString())
        .contains(version.toString());
    assertThat(SERVICE.get("ada.admin", "/api/product-master").body().path("references").toString())
        .contains("\"id\":\"" + reference + "\"");
  }

  @Test
  void shouldSayWhereAClaimIsUsedWithTheCountsThatWereReported() {
    register();
    takeOver(claim, wording, List.of(Map.of("referenceId", reference, "quote", quote)));
    UUID version = piece("anna.agency", wording);
    SERVICE.get("anna.agency", "/api/versions/" + version + "/claims");
    VersionUsages usages = SERVICE.bean(VersionUsages.class);
    long position = usages.reported().position();
    VersionUsage usage =
        new VersionUsage(
            new VersionId(version),
            41,
            57,
            1,
            Instant.parse("2026-06-01T09:00:00Z"),
            List.of(
                new VersionUsage.InCampaign(
                    UUID.randomUUID(),
                    "Launch",
                    "journey-launch",
                    "LAUNCHED",
                    true,
                    41,
                    57,
                    1,
                    null)));

    assertThat(usages.store(position + 1, List.of(usage), position + 9)).isFalse();
    assertThat(usages.store(position, List.of(usage), position + 3)).isTrue();
    Answer ofClaim = SERVICE.get("cora.coordinator", "/api/where-used/claims/" + claim);
    Answer ofReference = SERVICE.get("cora.coordinator", "/api/where-used/references/" + reference);

    for (Answer answer : List.of(ofClaim, ofReference)) {
      assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
      assertThat(answer.body().path("total").path("versions").asInt()).isEqualTo(1);
      assertThat(answer.body().path("total").path("campaigns").asInt()).isEqualTo(1);
      assertThat(answer.body().path("total").path("contacts").asInt()).isEqualTo(57);
      JsonNode use = answer.body().path("uses").get(0);
      assertThat(use.path("usage").path("hcps").asInt()).isEqualTo(41);
      assertThat(use.path("usage").path("campaigns").get(0).path("journey").asString())
          .isEqualTo("journey-launch");
    }
    assertThat(SERVICE.get("anna.agency", "/api/where-used/claims/" + claim).status())
        .isEqualTo(403);
    // A draft is not a marketer's to see.
    assertThat(
            SERVICE
                .get("mia.marketer", "/api/where-used/claims/" + claim)
                .body()
                .path("total")
                .path("versions")
                .asInt())
        .isZero();
  }

  @Test
  void shouldShowThePagesToTheHouseAndOnlyItsOwnLinksToAnAgency() throws Exception {
    register();
    takeOver(claim, wording, List.of(Map.of("referenceId", reference, "quote", quote)));
    UUID version = piece("anna.agency", wording.replace("mean seated", "average seated"));

    assertThat(page("cora.coordinator", "/claims?q=" + salt)).contains(claim, "Draft a claim");
    assertThat(page("max.medical", "/claims/" + claim))
        .contains("What it rests on", "<strong>17.3</strong>");
    assertThat(page("cora.coordinator", "/claims/new")).contains("Save the draft");
    assertThat(page("cora.coordinator", "/claims/" + claim + "/next")).contains(salt);
    assertThat(page("mia.marketer", "/claims/events")).contains("Events");
    assertThat(page("max.medical", "/references")).contains(reference);
    assertThat(page("cora.coordinator", "/references/" + reference))
        .contains("Places that count", "<mark>");
    assertThat(page("anna.agency", "/assets/versions/" + version + "/claims"))
        .contains("Nearly the approved wording", "<del>mean</del>", "<ins>average</ins>")
        .doesNotContain("/claims/" + claim);
    assertThat(status("ben.agency", "/assets/versions/" + version + "/claims")).isEqualTo(404);
    assertThat(status("anna.agency", "/claims")).isEqualTo(403);
    assertThat(status("anna.agency", "/references/" + reference)).isEqualTo(403);
  }

  @Test
  void shouldGiveTheRulesWordsScopeAndStateOfEveryClaim() {
    register();
    takeOver(claim, wording, List.of(Map.of("referenceId", reference, "quote", quote)));
    UUID version = tagged(wording + "[1]");

    assertThat(findings(version, "C18", "C19", "C20", "C21")).isEmpty();

    // Another figure than the approved one, and one that the reference does not have.
    UUID altered = tagged(wording.replace("17.3", "18.3") + "[1]");
    assertThat(findings(altered, "C20", "C19"))
        .extracting(finding -> finding.path("ruleId").asString())
        .containsExactlyInAnyOrder("C19", "C20");
    assertThat(findings(altered, "C20", "C19"))
        .allMatch(finding -> finding.path("severity").asString().equals("BLOCK"))
        .allMatch(finding -> finding.path("message").asString().contains("18.3"));

    // Out of scope: the next version is for Germany only.
    takeNext(Map.of("countries", List.of("DE")));
    assertThat(findings(version, "C21"))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.path("severity").asString()).isEqualTo("BLOCK");
              assertThat(finding.path("message").asString()).contains(claim, "market GB");
            });
    // A wording for other readers only.
    takeNext(
        Map.of(
            "wordings",
            List.of(
                Map.of("language", "en-GB", "text", wording, "audiences", List.of("PATIENT")))));
    assertThat(findings(version, "C21"))
        .singleElement()
        .satisfies(
            finding -> assertThat(finding.path("message").asString()).contains("audience HCP"));

    takeNext(Map.of());
    assertThat(findings(version, "C21")).isEmpty();
    change("WITHDRAWN");
    assertThat(findings(version, "C21"))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.path("severity").asString()).isEqualTo("BLOCK");
              assertThat(finding.path("message").asString()).contains("was withdrawn");
            });
  }

  @Test
  void shouldBlockAFigureThatTheAnchoredQuoteDoesNotHave() {
    register();
    takeOver(
        claim,
        wording,
        List.of(
            Map.of(
                "referenceId",
                reference,
                "quote",
                "The study enrolled 812 adults with essential hypertension.")));
    UUID version = tagged(wording + "[1]");

    assertThat(findings(version, "C19"))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.path("severity").asString()).isEqualTo("BLOCK");
              assertThat(finding.path("message").asString()).contains("17.3 mmhg");
            });
    assertThat(findings(version, "C20")).isEmpty();
  }

  @Test
  void shouldTellOfAClaimWithoutAPlaceAndOfARetractedSourceBehindIt() {
    register();
    takeOver(claim, wording, List.of(Map.of("referenceId", reference)));
    UUID version = tagged(wording + "[1]");

    assertThat(findings(version, "C18"))
        .singleElement()
        .satisfies(finding -> assertThat(finding.path("severity").asString()).isEqualTo("REVIEW"));
    assertThat(findings(version, "C17")).isEmpty();

    SERVICE.post(
        "cora.coordinator",
        "/api/references/" + reference + "/retraction",
        Map.of("reason", "Withdrawn by its journal"));
    assertThat(findings(version, "C17"))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.path("severity").asString()).isEqualTo("BLOCK");
              assertThat(finding.path("message").asString()).contains(salt, "retracted");
            });
  }

  private void takeNext(Map<String, Object> differently) {
    Map<String, Object> row = new LinkedHashMap<>(row(claim, wording));
    row.put("supports", List.of(Map.of("referenceId", reference, "quote", quote)));
    row.putAll(differently);
    Answer taken = SERVICE.put("ada.admin", "/api/claims/import", List.of(row));
    assertThat(taken.body().path("changed").asInt()).as(taken.body().toString()).isEqualTo(1);
  }

  private void change(String state) {
    Answer changed =
        SERVICE.post(
            "cora.coordinator",
            "/api/claims/" + claim + "/state",
            Map.of("state", state, "reason", "The study was corrected"));
    assertThat(changed.status()).as(changed.body().toString()).isEqualTo(200);
  }

  /** A piece that says this, with its tags confirmed. */
  private UUID tagged(String words) {
    UUID version = piece("anna.agency", words);
    Map<String, Object> tags = new LinkedHashMap<>();
    tags.put("title", "A piece about " + salt);
    tags.put(
        "jobCode",
        "GB-ZEL-"
            + UUID.randomUUID().toString().substring(0, 8).toUpperCase(java.util.Locale.ROOT));
    tags.put("brandId", "zelvaro");
    tags.put("indicationIds", List.of("hypertension-adults"));
    tags.put("materialType", "EMAIL");
    tags.put("purpose", "PROMOTIONAL");
    tags.put("countries", List.of("GB"));
    tags.put("language", "en-GB");
    tags.put("audiences", List.of("HCP"));
    tags.put("channels", List.of("EMAIL"));
    Answer confirmed = SERVICE.put("anna.agency", "/api/versions/" + version + "/metadata", tags);
    assertThat(confirmed.status()).as(confirmed.body().toString()).isEqualTo(200);
    return version;
  }

  /** What these rules find in a version now. */
  private static List<JsonNode> findings(UUID version, String... rules) {
    SERVICE.post("anna.agency", "/api/versions/" + version + "/prechecks");
    return SERVICE
        .get("anna.agency", "/api/versions/" + version + "/findings")
        .body()
        .valueStream()
        .filter(finding -> List.of(rules).contains(finding.path("ruleId").asString()))
        .toList();
  }

  private static String page(String person, String path) throws Exception {
    HttpResponse<String> response = open(person, path);
    assertThat(response.statusCode()).as(path).isEqualTo(200);
    return response.body();
  }

  private static int status(String person, String path) throws Exception {
    return open(person, path).statusCode();
  }

  private static HttpResponse<String> open(String person, String path) throws Exception {
    return SERVICE
        .browser(person)
        .send(
            HttpRequest.newBuilder(SERVICE.base().resolve(path)).build(),
            HttpResponse.BodyHandlers.ofString());
  }

  private void register() {
    SERVICE.post(
        "cora.coordinator",
        "/api/references",
        Map.of("id", reference, "title", "A study of " + salt + ". Fictional Journal 2026."));
    Answer uploaded =
        SERVICE.upload(
            "cora.coordinator",
            "/api/references/" + reference + "/editions",
            "study.html",
            ("<!doctype html><title>Study</title><p>The study enrolled 812 adults with essential"
                    + " hypertension.</p><p>"
                    + quote
                    + "</p>")
                .getBytes(StandardCharsets.UTF_8),
            Map.of());
    assertThat(uploaded.status()).as(uploaded.body().toString()).isEqualTo(201);
  }

  private void support(int number, String words) {
    String anchor =
        SERVICE
            .post(
                "cora.coordinator",
                "/api/references/" + reference + "/anchors",
                Map.of("quote", words))
            .body()
            .path("id")
            .asString();
    Answer added =
        SERVICE.post(
            "cora.coordinator",
            "/api/claims/" + claim + "/versions/" + number + "/supports",
            Map.of("referenceId", reference, "anchorId", anchor));
    assertThat(added.status()).as(added.body().toString()).isEqualTo(200);
  }

  /** Asks to approve and, unless that is refused, signs; then gives the claim as it stands. */
  private Answer approve(int number, String person, String lane) {
    Answer asked =
        SERVICE.post(
            person,
            "/api/claims/" + claim + "/versions/" + number + "/approvals",
            Map.of("lane", lane));
    if (asked.status() != 202) {
      return asked;
    }
    assertThat(newest().path("approvals").toString()).doesNotContain(lane);
    HttpResponse<String> signed = SERVICE.sign(person, asked.body().path("signAt").asString());
    assertThat(signed.statusCode()).as(signed.body()).isEqualTo(200);
    assertThat(signed.body()).contains("Signature verifies");
    return SERVICE.get(person, "/api/claims/" + claim);
  }

  private JsonNode newest() {
    return SERVICE.get("cora.coordinator", "/api/claims/" + claim).body();
  }

  private static Answer decide(String person, String link, boolean accept) {
    return SERVICE.post(person, "/api/claim-links/" + link + "/decision", Map.of("accept", accept));
  }

  private static Map<String, Object> draft(String id, String text, List<String> references) {
    Map<String, Object> draft = new LinkedHashMap<>();
    draft.put("id", id);
    draft.put("brandId", "zelvaro");
    draft.put("countries", List.of("GB"));
    draft.put("wordings", List.of(Map.of("language", "en-GB", "text", text)));
    draft.put(
        "supports",
        references.stream().map(reference -> Map.of("referenceId", reference)).toList());
    return draft;
  }

  private static Map<String, Object> row(String id, String text) {
    return Map.of(
        "id",
        id,
        "brandId",
        "zelvaro",
        "wordings",
        List.of(Map.of("language", "en-GB", "text", text)));
  }

  private Answer importing(String id, String text) {
    return SERVICE.put("ada.admin", "/api/claims/import", List.of(row(id, text)));
  }

  private void takeOver(String id, String text) {
    takeOver(id, text, List.of());
  }

  private void takeOver(String id, String text, List<Map<String, String>> sources) {
    Map<String, Object> row = new LinkedHashMap<>(row(id, text));
    row.put("supports", sources);
    Answer taken = SERVICE.put("ada.admin", "/api/claims/import", List.of(row));
    assertThat(taken.body().path("created").asInt()).as(taken.body().toString()).isEqualTo(1);
  }

  private List<JsonNode> ours(Answer links) {
    List<JsonNode> ours = new ArrayList<>();
    links
        .body()
        .path("links")
        .forEach(
            link -> {
              if (link.path("claimId").asString().equals(claim)) {
                ours.add(link);
              }
            });
    return ours;
  }

  private UUID piece(String person, String words) {
    String html =
        "<!doctype html><html lang=en-GB><title>Zelvaro news</title><p>For UK healthcare"
            + " professionals only. Zelvaro (zelvarostat) for the treatment of essential"
            + " hypertension in adults.</p><p>"
            + words
            + "</p><p>Yellow Card: yellowcard.mhra.gov.uk. "
            + UUID.randomUUID()
            + "</p></html>";
    Answer uploaded =
        SERVICE.upload(person, "piece.html", html.getBytes(StandardCharsets.UTF_8), Map.of());
    assertThat(uploaded.status()).as(uploaded.body().toString()).isEqualTo(201);
    return UUID.fromString(uploaded.body().path("versionId").asString());
  }

  private static String encoded(String text) {
    return java.net.URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
