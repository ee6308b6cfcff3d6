package io.medley.campaign.gate;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.medley.platform.signing.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the gate needs of content-service and the sign-in provider, over real HTTP, keeping the
 * content side's half of the withdrawal protocol: a sender's lease is noted before its page is
 * read, and a withdrawal is acknowledged when every sender passed it or its lease and a second ran
 * out.
 */
final class ContentServiceStub implements AutoCloseable {

  private static final Duration LEASE = Duration.ofSeconds(3);
  private static final Duration MARGIN = Duration.ofSeconds(1);
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** One version as the feed carries it. */
  record Piece(
      UUID versionId,
      String title,
      String html,
      Set<String> markets,
      String language,
      String slot,
      @Nullable Instant validTo,
      String channel,
      @Nullable List<Form> forms) {

    /** A single file. */
    Piece(
        UUID versionId,
        String title,
        String html,
        Set<String> markets,
        String language,
        String slot,
        @Nullable Instant validTo,
        String channel) {
      this(versionId, title, html, markets, language, slot, validTo, channel, null);
    }

    /** The same piece, of which these forms may be sent. */
    Piece as(Form... offered) {
      return new Piece(
          versionId, title, html, markets, language, slot, validTo, channel, List.of(offered));
    }

    /** For e-mail. */
    Piece(
        UUID versionId,
        String title,
        String html,
        Set<String> markets,
        String language,
        String slot,
        @Nullable Instant validTo) {
      this(versionId, title, html, markets, language, slot, validTo, "EMAIL");
    }

    String hash() {
      return Sha256.hex(html.getBytes(StandardCharsets.UTF_8));
    }
  }

  /** One form of a piece made of modules. */
  record Form(int ordinal, Map<String, String> modules, String html, @Nullable LocalDate until) {

    String hash() {
      return Sha256.hex(html.getBytes(StandardCharsets.UTF_8));
    }

    String name() {
      return new TreeMap<>(modules).toString();
    }

    Map<String, Object> body() {
      Map<String, Object> body = new LinkedHashMap<>();
      body.put("ordinal", ordinal);
      body.put("name", name());
      body.put("modules", modules);
      body.put("contentHash", hash());
      body.put("until", until == null ? null : until.toString());
      return body;
    }
  }

  /** What a withdrawal came to. */
  record Acknowledged(Instant at, int inDoubt) {}

  private record Entry(long position, long number, Piece piece, String state) {}

  private static final class Sender {
    private long passed;
    private long leaseEnds;
    private int inDoubt;
  }

  private final HttpServer http;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Object lock = new Object();
  private final List<Entry> entries = new ArrayList<>();
  private final Map<UUID, Entry> newest = new HashMap<>();
  private final Map<String, Sender> senders = new HashMap<>();
  private final Map<UUID, Map<String, Object>> about = new ConcurrentHashMap<>();
  private final Map<UUID, String> blocked = new ConcurrentHashMap<>();
  private final Map<UUID, Integer> checks = new ConcurrentHashMap<>();
  private final AtomicBoolean away = new AtomicBoolean();
  private final AtomicBoolean catalogAway = new AtomicBoolean();

  ContentServiceStub() {
    try {
      http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    http.setExecutor(threads);
    http.createContext("/.well-known/openid-configuration", this::discovery);
    http.createContext("/oauth2/token", this::token);
    http.createContext("/api/feed/approvals", this::feed);
    http.createContext("/api/feed/facets", this::facets);
    http.createContext("/api/catalog/selection", this::selection);
    http.createContext("/api/objects/", this::object);
    http.createContext("/api/versions/", this::sendCheck);
    http.start();
  }

  String url() {
    return "http://127.0.0.1:" + http.getAddress().getPort();
  }

  /** From now on nothing is answered, as if the network were cut; or answered again. */
  void cutOff(boolean cut) {
    away.set(cut);
  }

  /** From now on the catalog fails. */
  void catalogAway(boolean gone) {
    catalogAway.set(gone);
  }

  void approve(Piece piece) {
    change(piece, "LIVE");
  }

  /** Withdraws and returns once that may be acknowledged. */
  Acknowledged withdraw(Piece piece) {
    long position = change(piece, "WITHDRAWING");
    synchronized (lock) {
      while (senders.values().stream().anyMatch(sender -> mayStillSend(sender, position))) {
        await(20);
      }
    }
    Instant at = Instant.now();
    int inDoubt;
    synchronized (lock) {
      inDoubt = senders.values().stream().mapToInt(sender -> sender.inDoubt).sum();
    }
    change(piece, "WITHDRAWN");
    return new Acknowledged(at, inDoubt);
  }

  /** Holds back until {@link #approve} and returns once that may be acknowledged. */
  void suspend(Piece piece) {
    long position = change(piece, "SUSPENDED");
    synchronized (lock) {
      while (senders.values().stream().anyMatch(sender -> mayStillSend(sender, position))) {
        await(20);
      }
    }
  }

  private static boolean mayStillSend(Sender sender, long position) {
    return sender.passed < position && System.nanoTime() < sender.leaseEnds + MARGIN.toNanos();
  }

  private long change(Piece piece, String state) {
    synchronized (lock) {
      Entry before = newest.get(piece.versionId());
      Entry entry =
          new Entry(entries.size() + 1L, before == null ? 1 : before.number() + 1, piece, state);
      entries.add(entry);
      newest.put(piece.versionId(), entry);
      lock.notifyAll();
      return entry.position();
    }
  }

  private void discovery(HttpExchange exchange) throws IOException {
    answer(
        exchange,
        200,
        Map.of(
            "issuer", url(),
            "authorization_endpoint", url() + "/oauth2/authorize",
            "token_endpoint", url() + "/oauth2/token",
            "jwks_uri", url() + "/oauth2/jwks",
            "response_types_supported", List.of("code"),
            "subject_types_supported", List.of("public"),
            "id_token_signing_alg_values_supported", List.of("RS256")));
  }

  private void token(HttpExchange exchange) throws IOException {
    answer(
        exchange,
        200,
        Map.of("access_token", "stub-token", "token_type", "Bearer", "expires_in", 300));
  }

  private void feed(HttpExchange exchange) throws IOException {
    if (refused(exchange)) {
      return;
    }
    Map<String, String> query = query(exchange);
    long after = Long.parseLong(query.getOrDefault("after", "0"));
    int limit = Integer.parseInt(query.getOrDefault("limit", "500"));
    long wait = Long.parseLong(query.getOrDefault("waitMillis", "0"));
    List<Map<String, Object>> page = new ArrayList<>();
    long next = after;
    boolean last;
    synchronized (lock) {
      Sender sender = senders.computeIfAbsent(query.get("sender"), id -> new Sender());
      sender.passed = Math.max(sender.passed, after);
      sender.inDoubt = Integer.parseInt(query.getOrDefault("inDoubt", "0"));
      // The lease is noted before the page is read.
      sender.leaseEnds = System.nanoTime() + LEASE.toNanos();
      lock.notifyAll();
      long end = System.nanoTime() + Duration.ofMillis(wait).toNanos();
      while (entries.size() <= after && System.nanoTime() < end && !away.get()) {
        await(Math.max(1, Duration.ofNanos(end - System.nanoTime()).toMillis()));
      }
      for (Entry entry : entries) {
        if (entry.position() > after && page.size() < limit) {
          page.add(body(entry));
          next = entry.position();
        }
      }
      last = next == entries.size();
    }
    if (away.get()) {
      exchange.close();
      return;
    }
    answer(
        exchange,
        200,
        Map.of("entries", page, "next", next, "last", last, "leaseMillis", LEASE.toMillis()));
  }

  private void facets(HttpExchange exchange) throws IOException {
    if (refused(exchange)) {
      return;
    }
    List<Map<String, Object>> known = new ArrayList<>();
    for (String pair : exchange.getRequestURI().getRawQuery().split("&")) {
      UUID version = UUID.fromString(pair.substring(pair.indexOf('=') + 1));
      if (about.containsKey(version)) {
        known.add(Map.of("versionId", version.toString(), "facets", about.get(version)));
      }
    }
    answer(exchange, 200, known);
  }

  private void selection(HttpExchange exchange) throws IOException {
    if (refused(exchange)) {
      return;
    }
    if (catalogAway.get()) {
      answer(exchange, 503, Map.of("title", "away"));
      return;
    }
    JsonNode wanted = JSON.readTree(exchange.getRequestBody().readAllBytes());
    List<Map<String, Object>> candidates = new ArrayList<>();
    List<Map<String, Object>> rejected = new ArrayList<>();
    synchronized (lock) {
      for (Entry entry : newest.values()) {
        Piece piece = entry.piece();
        if (!entry.state().equals("LIVE")) {
          rejected.add(Map.of("versionId", piece.versionId().toString(), "reason", entry.state()));
        } else if (!piece.channel().equals(wanted.get("channel").stringValue())) {
          rejected.add(Map.of("versionId", piece.versionId().toString(), "reason", "CHANNEL"));
        } else if (!offers(piece, wanted.path("modules"))) {
          rejected.add(Map.of("versionId", piece.versionId().toString(), "reason", "MODULES"));
        } else if (piece.markets().contains(wanted.get("market").stringValue())
            && piece
                .language()
                .substring(0, 2)
                .equals(wanted.get("language").stringValue().substring(0, 2))) {
          candidates.add(
              Map.of(
                  "versionId", piece.versionId().toString(),
                  "assetId", piece.versionId().toString(),
                  "title", piece.title(),
                  "jobCode", "JOB-" + piece.title(),
                  "contentHash", piece.hash(),
                  "language", piece.language()));
        }
      }
    }
    answer(exchange, 200, Map.of("candidates", candidates, "rejected", rejected));
  }

  private static boolean offers(Piece piece, JsonNode modules) {
    return piece.forms() == null
        ? modules.isEmpty()
        : piece.forms().stream()
            .anyMatch(
                form ->
                    modules.properties().stream()
                        .allMatch(
                            wanted ->
                                wanted
                                    .getValue()
                                    .stringValue()
                                    .equals(form.modules().get(wanted.getKey()))));
  }

  /** What a piece is about, told with it from its next approval on, and to who asks. */
  void about(Piece piece, Map<String, Object> facets) {
    about.put(piece.versionId(), facets);
  }

  /** What the checks say of a piece from now on, until it is said otherwise. */
  void block(Piece piece, String why) {
    blocked.put(piece.versionId(), why);
  }

  /** How often a piece was checked. */
  int checked(Piece piece) {
    return checks.getOrDefault(piece.versionId(), 0);
  }

  private void sendCheck(HttpExchange exchange) throws IOException {
    if (refused(exchange)) {
      return;
    }
    UUID version = UUID.fromString(exchange.getRequestURI().getPath().split("/")[3]);
    checks.merge(version, 1, Integer::sum);
    String why = blocked.get(version);
    answer(
        exchange,
        200,
        Map.of(
            "checkRunId", UUID.randomUUID().toString(),
            "versionId", version.toString(),
            "contentHash", "0".repeat(64),
            "packVersion", "GB/2026.1",
            "verdict", why == null ? "CLEARED" : "BLOCKED",
            "blocking", why == null ? List.of() : List.of(why),
            "at", Instant.now().toString()));
  }

  private void object(HttpExchange exchange) throws IOException {
    if (refused(exchange)) {
      return;
    }
    String path = exchange.getRequestURI().getPath();
    String hash = path.substring(path.lastIndexOf('/') + 1);
    byte @Nullable [] bytes = null;
    synchronized (lock) {
      for (Entry entry : newest.values()) {
        if (!entry.state().equals("LIVE")) {
          continue;
        }
        if (entry.piece().hash().equals(hash)) {
          bytes = entry.piece().html().getBytes(StandardCharsets.UTF_8);
        }
        for (Form form : Objects.requireNonNullElse(entry.piece().forms(), List.<Form>of())) {
          if (form.hash().equals(hash)) {
            bytes = form.html().getBytes(StandardCharsets.UTF_8);
          }
        }
      }
    }
    if (bytes == null) {
      answer(exchange, 404, Map.of("title", "No such file"));
      return;
    }
    exchange.getResponseHeaders().set("Content-Type", "application/octet-stream");
    exchange.sendResponseHeaders(200, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private boolean refused(HttpExchange exchange) throws IOException {
    if (away.get()) {
      exchange.close();
      return true;
    }
    if (!"Bearer stub-token".equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
      answer(exchange, 401, Map.of("title", "No token"));
      return true;
    }
    return false;
  }

  private Map<String, Object> body(Entry entry) {
    Piece piece = entry.piece();
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("position", entry.position());
    body.put("number", entry.number());
    body.put("versionId", piece.versionId().toString());
    body.put("assetId", piece.versionId().toString());
    body.put("state", entry.state());
    body.put("contentHash", piece.hash());
    body.put("metadataHash", "0".repeat(64));
    body.put("brandId", GateBench.BRAND);
    body.put("title", piece.title());
    body.put("jobCode", "JOB-" + piece.title());
    body.put("materialType", "EMAIL");
    body.put("markets", piece.markets());
    body.put("language", piece.language());
    body.put("channels", List.of(piece.channel()));
    body.put("audiences", List.of("HCP"));
    body.put("validFrom", null);
    body.put("validTo", piece.validTo() == null ? null : piece.validTo().toString());
    body.put("slotHints", List.of(piece.slot()));
    body.put(
        "forms", piece.forms() == null ? null : piece.forms().stream().map(Form::body).toList());
    body.put("proof", Map.of("reviewId", UUID.randomUUID().toString()));
    body.put("facets", about.get(piece.versionId()));
    return body;
  }

  private static Map<String, String> query(HttpExchange exchange) {
    Map<String, String> query = new HashMap<>();
    for (String pair : exchange.getRequestURI().getRawQuery().split("&")) {
      String[] parts = pair.split("=", 2);
      query.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
    }
    return query;
  }

  private static void answer(HttpExchange exchange, int status, Object body) throws IOException {
    byte[] bytes = JSON.writeValueAsBytes(body);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  // Every caller waits in a loop over its own condition.
  @SuppressWarnings("WaitNotInLoop")
  private void await(long millis) {
    try {
      lock.wait(millis);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopping);
    }
  }

  @Override
  public void close() {
    http.stop(0);
    threads.shutdownNow();
  }
}
