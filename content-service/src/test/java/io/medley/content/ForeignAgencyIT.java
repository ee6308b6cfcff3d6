package io.medley.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.medley.content.annotation.Annotating;
import io.medley.content.annotation.Annotation;
import io.medley.content.asset.AssetId;
import io.medley.content.asset.AssetVersion;
import io.medley.content.asset.AssetVersions;
import io.medley.content.asset.VersionState;
import io.medley.content.brief.Brief;
import io.medley.content.brief.BriefDraft;
import io.medley.content.brief.BriefId;
import io.medley.content.brief.BriefState;
import io.medley.content.brief.Briefs;
import io.medley.content.inspection.CertifiedCopies;
import io.medley.content.lifecycle.Approval;
import io.medley.content.lifecycle.Publishing;
import io.medley.content.lifecycle.Withdrawing;
import io.medley.content.precheck.PreChecks;
import io.medley.content.precheck.Stage;
import io.medley.content.review.OpenedReviews;
import io.medley.content.review.Review;
import io.medley.content.review.ReviewId;
import io.medley.content.review.Reviews;
import io.medley.content.review.SigningLanes;
import io.medley.content.signing.Lane;
import io.medley.content.signing.LaneSignature;
import io.medley.content.signing.SignatureMeaning;
import io.medley.content.signing.SignatureSource;
import io.medley.content.signing.SignatureStatement;
import io.medley.content.signing.Signatures;
import io.medley.content.signing.Verdict;
import io.medley.local.DemoPerson;
import io.medley.platform.security.Actor;
import io.medley.platform.signing.Signer;
import io.medley.workflows.mlrreview.Consolidation;
import io.medley.workflows.mlrreview.ReviewSteps;
import io.medley.workflows.mlrreview.TierDecision;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.MediaType;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Attack: somebody of another agency who knows every id walks every address of the service that can
 * be read. The addresses come from Spring's own mappings, so that a new one cannot be forgotten.
 */
@OnServers
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ForeignAgencyIT {

  private static final Pattern VARIABLE = Pattern.compile("\\{([^}/]+)}");
  private static final String WORD = "kwzyx" + Pieces.letters();
  private static final String TITLE = "Confidential " + WORD;

  @Autowired Pieces pieces;
  @Autowired Publishing publishing;
  @Autowired Withdrawing withdrawing;
  @Autowired PreChecks preChecks;
  @Autowired Reviews reviews;
  @Autowired ReviewSteps steps;
  @Autowired Annotating annotating;
  @Autowired SigningLanes signing;
  @Autowired Signatures signatures;
  @Autowired Signer signer;
  @Autowired AssetVersions versions;
  @Autowired CertifiedCopies copies;
  @Autowired Briefs briefs;
  @Autowired TransactionTemplate transaction;
  @Autowired Clock clock;

  @Autowired
  @Qualifier("requestMappingHandlerMapping")
  RequestMappingHandlerMapping mappings;

  @LocalServerPort int port;

  private final HttpClient http = HttpClient.newHttpClient();
  private final Map<String, String> tokens = new HashMap<>();
  private final Map<String, HttpClient> browsers = new HashMap<>();

  /** Everything of the piece that somebody might know, by the kind of id it is. */
  private final Set<String> ids = new LinkedHashSet<>();

  private final Set<String> secrets = new TreeSet<>();
  private final Set<String> streams = new TreeSet<>();
  private final List<String> findingKeys = new ArrayList<>();
  private String contentHash = "";
  private String versionId = "";
  private String assetId = "";

  @BeforeAll
  void northlightsWork() {
    pieces.grantEverybodyTheirPart();
    secrets.add(WORD);
    AssetVersion draft = known(pieces.aVersion(VersionState.DRAFT, "northlight", TITLE));
    preChecks.run(draft.id(), Stage.DRAFT).findings().forEach(f -> findingKeys.add(f.key()));
    findingKeys.add("0".repeat(32));
    versionId = draft.id().toString();
    assetId = draft.asset().toString();
    contentHash = draft.contentHash();
    String liveJobCode = live(TITLE + " live").metadata().jobCode();
    withdrawing.withdraw(
        live(TITLE + " withdrawn").id(),
        "The dose of " + WORD + " is wrong",
        Pieces.person("cora.coordinator"));
    ids.add(
        inReview(TITLE + " in review", "The dose of " + WORD + " is missing", "MEDICAL")
            .toString());
    ids.add(brief().toString());
    ids.add(begun("/api/imports?name=" + WORD + ".csv", "text/csv", "file,title\na.pdf," + TITLE));
    ids.add(
        begun(
            "/api/uploads/resumable",
            "application/json",
            "{\"fileName\":\"%s.pdf\",\"size\":100}".formatted(WORD)));
    // The catalog hears of the live piece a moment later.
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> read("anna.agency", "/catalog?q=" + WORD).body().contains(liveJobCode));
  }

  @AfterAll
  void close() {
    http.close();
    browsers.values().forEach(HttpClient::close);
  }

  @Test
  void shouldGiveAnotherAgencyNothingAtAnyAddress() {
    List<String> leaks = new ArrayList<>();
    Set<String> ownAddressesThatShowIt = new TreeSet<>();
    for (String pattern : readablePatterns()) {
      boolean named = VARIABLE.matcher(pattern).find();
      for (String address : addresses(pattern, ids)) {
        HttpResponse<String> foreign = read("ben.agency", address);
        String words = foreign.body();
        secrets.stream()
            .filter(words::contains)
            // Their own search words come back in the search field.
            .filter(secret -> !secret.equals(WORD) || !onlyEchoed(words))
            .forEach(
                secret ->
                    leaks.add("%s tells %s (%d)".formatted(address, secret, foreign.statusCode())));
        if (named
            && namesTheirWork(pattern)
            && !List.of(400, 403, 404, 405, 406).contains(foreign.statusCode())) {
          leaks.add("%s answers %d".formatted(address, foreign.statusCode()));
        }
        if (!ownAddressesThatShowIt.contains(pattern) && !streams.contains(pattern)) {
          HttpResponse<String> own = read("anna.agency", address);
          if (own.statusCode() == 200 && own.body().contains(WORD)) {
            ownAddressesThatShowIt.add(pattern);
          }
        }
      }
    }

    assertThat(leaks).isEmpty();
    // The walk means something: its owner does find the piece at these addresses.
    assertThat(ownAddressesThatShowIt)
        .contains(
            "/",
            "/library",
            "/assets/versions/{id}",
            "/assets/versions/{id}/tags",
            "/assets/versions/{id}/html",
            "/assets/versions/{before}/diff/{after}",
            "/api/versions/{id}",
            "/api/versions/{id}/extraction",
            "/api/versions/{id}/metadata",
            "/api/versions/{id}/withdrawal",
            "/api/briefs",
            "/api/briefs/{id}",
            "/briefs",
            "/briefs/{id}",
            "/catalog",
            "/catalog/{versionId}",
            "/imports/{id}",
            "/queue",
            "/reviews/{reviewId}");
  }

  @Test
  void shouldTellTheAgencyItselfNothingWhileTheRoundRuns() throws IOException {
    String remark = "Thinly veiled" + Pieces.letters();
    ReviewId review = inReview(TITLE + " half way", remark + " @anna.agency", "MEDICAL", "LEGAL");
    Review.Subject subject = reviews.find(review).orElseThrow().subject();
    AssetVersion version = versions.require(subject.version());
    Set<String> own =
        new LinkedHashSet<>(
            List.of(review.toString(), version.id().toString(), version.asset().toString()));
    // Max has signed other pieces, and who approved those is no secret.
    Set<String> toldBefore = told(own, Set.of("Max Medical"), subject.jobCode(), new TreeSet<>());
    // One lane has signed, the other one's task came back with a reason.
    sign(review, Lane.MEDICAL, "max.medical", Verdict.AMEND_RETURN);
    assertThat(steps.recordVerdict(review.value(), "MEDICAL", null).recorded()).isTrue();
    String returned = String.valueOf(steps.recordVerdict(review.value(), "LEGAL", null).reason());
    Set<String> withheld =
        Set.of(
            remark,
            "Max Medical",
            "mentioned you in a remark",
            Verdict.AMEND_RETURN.name(),
            Verdict.AMEND_RETURN.title(),
            returned.substring(0, 30));
    Set<String> shown = new TreeSet<>();
    Set<String> told = told(own, withheld, subject.jobCode(), shown);

    assertThat(told).isSubsetOf(toldBefore);
    assertThat(certifiedCopy(version)).contains("Nobody has signed").doesNotContain("Max Medical");
    assertThat(shown).contains("/reviews/{reviewId}", "/queue", "/api/versions/{id}/metadata");
    // At the end of the round it gets one list, and with it who said what.
    sign(review, Lane.LEGAL, "lena.legal", Verdict.APPROVE);
    assertThat(steps.recordVerdict(review.value(), "LEGAL", null).recorded()).isTrue();
    assertThat(steps.consolidate(review.value()).outcome()).isEqualTo(Consolidation.RETURNED);
    steps.returnToAgency(review.value());
    assertThat(read("anna.agency", "/reviews/" + review + "/list").body()).contains(remark);
    assertThat(read("anna.agency", "/api/reviews/" + review).body())
        .contains(Verdict.AMEND_RETURN.name(), "Max Medical");
    assertThat(certifiedCopy(version)).contains("Max Medical");
  }

  /** What the agency reads of it, wherever it may read; {@code shown} gets where the piece is. */
  private Set<String> told(
      Set<String> own, Set<String> withheld, String jobCode, Set<String> shown) {
    Set<String> told = new TreeSet<>();
    for (String pattern : readablePatterns()) {
      if (streams.contains(pattern)) {
        continue;
      }
      for (String address : addresses(pattern, own)) {
        String words = read("anna.agency", address).body();
        withheld.stream()
            .filter(words::contains)
            .forEach(secret -> told.add(address + " tells “" + secret + "”"));
        if (words.contains(jobCode)) {
          shown.add(pattern);
        }
      }
    }
    return told;
  }

  private String certifiedCopy(AssetVersion version) throws IOException {
    ByteArrayOutputStream copy = new ByteArrayOutputStream();
    copies.write(version, Pieces.person("anna.agency"), copy);
    try (PDDocument document = Loader.loadPDF(copy.toByteArray())) {
      return new PDFTextStripper().getText(document);
    }
  }

  /** A signature as the service makes it, without the way through the sign-in provider. */
  private void sign(ReviewId review, Lane lane, String user, Verdict verdict) {
    Actor person = Pieces.person(user);
    SignatureStatement statement =
        new SignatureStatement(
            signing.subject(review, lane),
            verdict,
            person.id(),
            person.printedName(),
            SignatureMeaning.of(lane, verdict),
            clock.instant().truncatedTo(ChronoUnit.MILLIS));
    assertThat(
            signatures.add(
                new LaneSignature(
                    UUID.randomUUID(),
                    statement,
                    SignatureSource.DESK,
                    clock.instant(),
                    statement.canonical(),
                    signer.keyId(),
                    signer.sign(statement.canonical()))))
        .isTrue();
  }

  /** Addresses below which nothing belongs to an agency; a statement to sign is one person's. */
  private static boolean namesTheirWork(String pattern) {
    return !pattern.matches(
        "/(api/)?(vocabularies|schemas|claims|references|product-master|products|rule-packs|market-packs|sign/statements)\\b.*");
  }

  private static boolean onlyEchoed(String words) {
    return words
        .lines()
        .filter(line -> line.contains(WORD))
        .allMatch(line -> line.contains("=\"" + WORD + "\"") || line.contains("q=" + WORD));
  }

  private List<String> readablePatterns() {
    Set<String> patterns = new TreeSet<>();
    for (RequestMappingInfo mapping : mappings.getHandlerMethods().keySet()) {
      Set<RequestMethod> methods = mapping.getMethodsCondition().getMethods();
      if (methods.isEmpty() || methods.contains(RequestMethod.GET)) {
        patterns.addAll(mapping.getPatternValues());
        if (mapping.getProducesCondition().getProducibleMediaTypes().stream()
            .anyMatch(MediaType.TEXT_EVENT_STREAM::equalsTypeAndSubtype)) {
          // Its owner would listen for ever.
          streams.addAll(mapping.getPatternValues());
        }
      }
    }
    assertThat(patterns).hasSizeGreaterThan(60);
    patterns.remove("/error");
    return List.copyOf(patterns);
  }

  private List<String> addresses(String pattern, Set<String> known) {
    List<String> addresses = new ArrayList<>();
    String asked =
        "?q=%s&asset=%s&version=%s&versionId=%s&tab=%%s"
            .formatted(WORD, assetId, versionId, versionId);
    if (!VARIABLE.matcher(pattern).find()) {
      return List.of(pattern, pattern + asked.formatted("tags"));
    }
    for (String id : known) {
      for (String tab :
          pattern.equals("/assets/versions/{id}")
              ? List.of("tags", "similar", "history")
              : List.of("findings")) {
        Matcher variable = VARIABLE.matcher(pattern);
        addresses.add(
            variable.replaceAll(found -> Matcher.quoteReplacement(value(found.group(1), id)))
                + asked.formatted(tab));
      }
    }
    return addresses;
  }

  /** What stands for a variable; a new kind of variable has to be told of here. */
  private String value(String variable, String id) {
    return switch (variable.replaceAll(":.*", "")) {
      case "id",
          "versionId",
          "version",
          "reviewId",
          "review",
          "before",
          "after",
          "requestId",
          "assetId",
          "claimId",
          "referenceId",
          "annotationId",
          "annotation",
          "link",
          "code",
          "signatureId",
          "asset",
          "person" ->
          id;
      case "lane" -> "MEDICAL";
      case "number", "pageBefore", "pageAfter", "page", "attempt", "edition", "ordinal" -> "1";
      case "width" -> "640";
      case "sha256", "hash" -> contentHash;
      case "key" -> findingKeys.getFirst();
      case "kind", "table" -> "brands";
      case "market" -> "GB";
      default ->
          throw new AssertionError(
              "Say here what may stand for the variable {" + variable + "} of a new address.");
    };
  }

  private AssetVersion known(AssetVersion version) {
    ids.add(version.id().toString());
    ids.add(version.asset().toString());
    secrets.add(version.metadata().title());
    secrets.add(version.metadata().jobCode());
    return version;
  }

  private AssetVersion live(String title) {
    AssetVersion version =
        known(
            pieces.aVersion(
                AssetId.random(),
                "0.1",
                VersionState.APPROVED,
                "northlight",
                title,
                List.of("GB")));
    transaction.executeWithoutResult(
        status ->
            publishing.goLive(
                version,
                new Approval.Proof(UUID.randomUUID(), clock.instant(), List.of()),
                "T1",
                Pieces.person("sam.signatory")));
    return version;
  }

  private BriefId brief() {
    Brief brief =
        new Brief(
            BriefId.random(),
            BriefState.OPEN,
            new BriefDraft(
                TITLE + " brief",
                "zelvaro",
                "EMAIL",
                List.of("GB"),
                List.of("en-GB"),
                List.of("EMAIL"),
                List.of("HCP"),
                "PROMOTIONAL",
                List.of(),
                List.of(),
                List.of(),
                "",
                "northlight",
                LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).plusDays(30),
                null,
                null),
            clock.instant().plus(Duration.ofDays(30)),
            "mia.marketer",
            clock.instant(),
            clock.instant(),
            null,
            1);
    transaction.executeWithoutResult(status -> briefs.add(brief));
    secrets.add(brief.wanted().title());
    return brief.id();
  }

  private ReviewId inReview(String title, String remark, String... lanes) {
    AssetVersion version = known(pieces.aVersion(VersionState.SUBMITTED, "northlight", title));
    Review review = OpenedReviews.reviewOf(version, clock, null);
    transaction.executeWithoutResult(status -> reviews.open(review));
    assertThat(
            steps.claim(
                review.id().value(), 1, ThreadLocalRandom.current().nextLong(1L << 40, 1L << 50)))
        .isTrue();
    steps.preCheck(review.id().value());
    steps.tierFacts(review.id().value());
    steps.planLanes(
        review.id().value(),
        new TierDecision("T1", List.of("First use"), List.of()),
        List.of(lanes));
    List.of(lanes).forEach(lane -> steps.openLane(review.id().value(), lane));
    ids.add(
        annotating
            .add(
                version.id(),
                new Annotating.Remark(
                    Lane.MEDICAL,
                    Annotation.Kind.MUST_FIX,
                    Annotation.Category.OTHER,
                    remark,
                    "",
                    Annotating.Pointed.at(1)),
                Pieces.person("max.medical"))
            .id()
            .toString());
    return review.id();
  }

  private String begun(String path, String type, String body) {
    HttpResponse<String> answer =
        send(
            http,
            HttpRequest.newBuilder(address(path))
                .header("Authorization", "Bearer " + token("anna.agency"))
                .header("Content-Type", type)
                .POST(BodyPublishers.ofString(body)));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    Matcher id = Pattern.compile("\"id\":\"([0-9a-f-]{36})\"").matcher(answer.body());
    assertThat(id.find()).isTrue();
    return Objects.requireNonNull(id.group(1));
  }

  private HttpResponse<String> read(String person, String path) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address(path)).timeout(Duration.ofSeconds(60));
    return path.startsWith("/api/")
        ? send(http, request.header("Authorization", "Bearer " + token(person)))
        : send(browser(person), request.header("Accept", "text/html,*/*"));
  }

  private URI address(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  private String token(String person) {
    return tokens.computeIfAbsent(
        person,
        name -> ContentServers.signIn().client().signIn(DemoPerson.named(name)).accessToken());
  }

  private HttpClient browser(String person) {
    return browsers.computeIfAbsent(
        person,
        name -> ContentServers.signIn().client().browser(DemoPerson.named(name), address("/")));
  }

  private static HttpResponse<String> send(HttpClient client, HttpRequest.Builder request) {
    try {
      return client.send(request.build(), BodyHandlers.ofString(StandardCharsets.ISO_8859_1));
    } catch (IOException outage) {
      throw new IllegalStateException(outage);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopping);
    }
  }
}
