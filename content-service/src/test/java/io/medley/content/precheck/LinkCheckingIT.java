package io.medley.content.precheck;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.medley.content.RunningContentService;
import io.medley.content.asset.AssetMetadata;
import io.medley.content.extraction.ExtractedFile.Link;
import io.medley.content.precheck.LinkResult.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;

/** Fetched links as stored on the real database, and what the rule makes of them. */
class LinkCheckingIT {

  private static final RunningContentService SERVICE = RunningContentService.get();
  private static final RulePacks PACKS =
      RulePacks.parse(
          List.of(pack("common"), pack("GB").replace("hosts: [", "hosts: [127.0.0.1, ")));

  private final AtomicInteger requests = new AtomicInteger();
  private final String salt = UUID.randomUUID().toString();
  private Instant now = Instant.parse("2026-11-22T10:00:00Z");
  private HttpServer server;
  private String base;
  private LinkChecking checking;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          requests.incrementAndGet();
          boolean there = exchange.getRequestURI().getPath().equals("/" + salt);
          exchange.sendResponseHeaders(there ? 200 : 404, -1);
          exchange.close();
        });
    server.start();
    base = "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    LinkFetcher fetcher = url -> new LinkResult(url, now, outcome(url), 0, List.of(), "");
    checking = checking(fetcher);
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  /** A request to the server, so that it counts; the guard and its hops have tests of their own. */
  private static Outcome outcome(String url) {
    try {
      var connection =
          (java.net.HttpURLConnection) java.net.URI.create(url).toURL().openConnection();
      return connection.getResponseCode() == 200 ? Outcome.ANSWERS : Outcome.REFUSES;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private LinkChecking checking(LinkFetcher fetcher) {
    InstantSource source = () -> now;
    return new LinkChecking(
        PACKS,
        SERVICE.bean(LinkResults.class),
        fetcher,
        new LinkSettings(true, Duration.ofSeconds(1), Duration.ofHours(24), 5, 1024, List.of()),
        SERVICE.bean(TransactionTemplate.class),
        source.withZone(ZoneOffset.UTC));
  }

  @Test
  void shouldFetchOnceUntilTheResultIsTooOld() {
    List<Link> links = List.of(link(base + salt), link(base + "gone" + salt + "#part"));

    checking.refresh(metadata(), links);
    checking.refresh(metadata(), links);
    assertThat(requests).hasValue(2);
    Map<String, LinkResult> first = checking.known(metadata(), links).results();
    assertThat(first)
        .hasEntrySatisfying(
            base + salt, result -> assertThat(result.outcome()).isEqualTo(Outcome.ANSWERS))
        .hasEntrySatisfying(
            base + "gone" + salt,
            result -> assertThat(result.outcome()).isEqualTo(Outcome.REFUSES));

    now = now.plus(Duration.ofHours(25));
    checking.refresh(metadata(), links);
    assertThat(requests).hasValue(4);
    assertThat(checking.known(metadata(), links).results())
        .hasEntrySatisfying(base + salt, result -> assertThat(result.at()).isEqualTo(now));
  }

  @Test
  void shouldFetchNothingInATransactionAndNothingThatIsNotAllowed() {
    List<Link> links =
        List.of(link(base + salt), link("https://elsewhere.example/"), link(base + "{{token}}"));

    SERVICE
        .bean(TransactionTemplate.class)
        .executeWithoutResult(status -> checking.refresh(metadata(), links));
    assertThat(requests).hasValue(0);
    checking.refresh(metadata(), links);
    assertThat(requests).hasValue(1);
    assertThat(checking.known(metadata(), links).results()).containsOnlyKeys(base + salt);
  }

  @Test
  void shouldDecideFromWhatIsStored() {
    String dead = base + "gone" + salt;
    List<Link> links = List.of(link(dead));
    assertThat(findings(dead, checking.known(metadata(), links)))
        .anyMatch(message -> message.contains("was not fetched yet"));

    checking.refresh(metadata(), links);
    LinkChecking.Known known = checking.known(metadata(), links);
    assertThat(findings(dead, known)).anyMatch(message -> message.contains("does not work"));
    assertThat(findings(dead, known)).isEqualTo(findings(dead, known));
    assertThat(findings(dead, LinkChecking.Known.nothing()))
        .anyMatch(message -> message.contains("fetching is switched off"));
  }

  private static List<String> findings(String target, LinkChecking.Known known) {
    return new CheckEngine(PACKS)
            .check(PreCheckFixtures.aPiece().link("Read on", target).fetched(known).piece())
            .findings()
            .stream()
            .filter(finding -> finding.ruleId().equals("C35"))
            .map(Finding::message)
            .toList();
  }

  private static AssetMetadata metadata() {
    return PreCheckFixtures.aPiece().piece().metadata();
  }

  private static Link link(String target) {
    return new Link(1, 0, 3, "Read", target);
  }

  private static String pack(String name) {
    try (InputStream in =
        Objects.requireNonNull(
            RulePacks.class.getResourceAsStream("/precheck/packs/" + name + ".yaml"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException missing) {
      throw new UncheckedIOException(missing);
    }
  }
}
