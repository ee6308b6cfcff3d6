package io.medley.local.sms;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.medley.local.LocalServer;
import io.medley.local.StackHome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Stands for an SMS provider on a loopback port and sends nothing on. A message is forced to disk
 * before it is answered with 202, and one id is taken once. It signs a delivery receipt for every
 * message it took, and on its page somebody can answer one as its reader would.
 *
 * <p>{@code POST /messages} takes {@code id, from, to, text}; {@code GET /messages?id=…} says how
 * often that id was taken.
 */
public final class SmsSink implements LocalServer {

  private static final int LARGEST = 64 * 1024;
  private static final JsonMapper JSON = JsonMapper.shared();

  private final Path log;
  private final Path file;
  private final String token;
  private final HttpServer http;
  private final ExecutorService threads;
  private final @Nullable SmsCallbacks callbacks;
  private final Map<String, ReceivedSms> messages = new HashMap<>();
  private final List<ReceivedSms> arrived = new ArrayList<>();
  private volatile boolean running = true;

  private SmsSink(
      Path log,
      Path file,
      String token,
      HttpServer http,
      ExecutorService threads,
      @Nullable SmsCallbacks callbacks) {
    this.log = log;
    this.file = file;
    this.token = token;
    this.http = http;
    this.threads = threads;
    this.callbacks = callbacks;
  }

  /**
   * Starts the sink kept in this home; earlier messages are still there.
   *
   * @param hooks where receipts and answers are told, e.g. {@code http://…/hooks/sms}; null = to
   *     nobody
   */
  public static SmsSink start(StackHome home, @Nullable URI hooks) {
    try {
      ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
      HttpServer http =
          HttpServer.create(
              new InetSocketAddress(InetAddress.getLoopbackAddress(), home.port("sms")), 50);
      http.setExecutor(threads);
      Path log = home.log("sms");
      Files.writeString(log, "On port " + http.getAddress().getPort() + ".\n");
      SmsSink sink =
          new SmsSink(
              log,
              home.data("sms").resolve("messages.jsonl"),
              token(home),
              http,
              threads,
              hooks == null ? null : new SmsCallbacks(hooks, signingSecret(home), log));
      sink.readKept();
      http.createContext("/", sink::handle);
      http.start();
      return sink;
    } catch (IOException e) {
      throw new UncheckedIOException("The SMS sink could not be started.", e);
    }
  }

  /** The bearer token it knows its sender by. */
  public static String token(StackHome home) {
    return home.secret("sms.token");
  }

  /** The secret it signs its calls with. */
  public static String signingSecret(StackHome home) {
    return home.secret("sms.signing");
  }

  private void readKept() throws IOException {
    if (!Files.exists(file)) {
      return;
    }
    Files.readAllLines(file).forEach(line -> kept(line).ifPresent(this::remember));
  }

  /** A line that was cut off is of a process that died before it answered: never taken. */
  private static Optional<ReceivedSms> kept(String line) {
    try {
      return line.isBlank()
          ? Optional.empty()
          : Optional.of(JSON.readValue(line, ReceivedSms.class));
    } catch (JacksonException cutOff) {
      return Optional.empty();
    }
  }

  @Override
  public String name() {
    return "sms";
  }

  @Override
  public Path log() {
    return log;
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  /** Root of the provider's API and of its page; without a trailing slash. */
  public URI url() {
    return URI.create("http://127.0.0.1:" + http.getAddress().getPort());
  }

  /** Every message, oldest first. */
  public synchronized List<ReceivedSms> messages() {
    return List.copyOf(arrived);
  }

  private synchronized @Nullable ReceivedSms find(String id) {
    return messages.get(id);
  }

  private synchronized void remember(ReceivedSms sms) {
    messages.put(sms.id(), sms);
    arrived.add(sms);
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      String method = exchange.getRequestMethod();
      switch (method + " " + path) {
        case "POST /messages" -> take(exchange);
        case "GET /messages" -> seen(exchange);
        case "POST /answers" -> answered(exchange);
        case "GET /", "HEAD /" -> answer(exchange, 200, "text/html", SmsPage.of(messages()));
        default -> answer(exchange, 404, "text/plain", "There is nothing here.");
      }
    }
  }

  private boolean knows(HttpExchange exchange) throws IOException {
    boolean known =
        ("Bearer " + token).equals(exchange.getRequestHeaders().getFirst("Authorization"));
    if (!known) {
      answer(exchange, 401, "text/plain", "The token is not known.");
    }
    return known;
  }

  private void take(HttpExchange exchange) throws IOException {
    if (!knows(exchange)) {
      return;
    }
    ReceivedSms sms;
    try {
      JsonNode body = JSON.readTree(exchange.getRequestBody().readNBytes(LARGEST));
      sms =
          new ReceivedSms(
              body.path("id").asString(""),
              Instant.now(),
              body.path("from").asString(""),
              body.path("to").asString(""),
              body.path("text").asString(""));
    } catch (JacksonException unreadable) {
      answer(exchange, 400, "text/plain", "The body is no JSON.");
      return;
    }
    if (sms.id().isEmpty() || !sms.to().startsWith("+") || sms.text().isBlank()) {
      answer(exchange, 422, "text/plain", "id, to (E.164) and text are needed.");
      return;
    }
    if (!keep(sms)) {
      answer(exchange, 409, "text/plain", "This id was taken before.");
      return;
    }
    answer(exchange, 202, "application/json", JSON.writeValueAsString(Map.of("id", sms.id())));
    if (callbacks != null) {
      SmsCallbacks told = callbacks;
      threads.execute(() -> told.delivered(sms));
    }
  }

  private synchronized boolean keep(ReceivedSms sms) throws IOException {
    if (messages.containsKey(sms.id())) {
      return false;
    }
    // The line's end comes first, so that what a crash cut off spoils no other line.
    byte[] line = ("\n" + JSON.writeValueAsString(sms)).getBytes(StandardCharsets.UTF_8);
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      ByteBuffer rest = ByteBuffer.wrap(line);
      while (rest.hasRemaining()) {
        channel.write(rest);
      }
      channel.force(true);
    }
    remember(sms);
    return true;
  }

  private void seen(HttpExchange exchange) throws IOException {
    if (!knows(exchange)) {
      return;
    }
    String id = form(exchange.getRequestURI().getRawQuery()).getOrDefault("id", "");
    answer(
        exchange,
        200,
        "application/json",
        JSON.writeValueAsString(Map.of("count", find(id) == null ? 0 : 1)));
  }

  private void answered(HttpExchange exchange) throws IOException {
    Map<String, String> form =
        form(new String(exchange.getRequestBody().readNBytes(LARGEST), StandardCharsets.UTF_8));
    String told = "Nobody is told: this sink has no address to call.";
    if (callbacks != null) {
      told =
          callbacks.answered(
              UUID.randomUUID().toString(),
              form.getOrDefault("from", ""),
              form.getOrDefault("text", ""));
    }
    answer(exchange, 200, "text/html", SmsPage.told(told));
  }

  private static Map<String, String> form(@Nullable String encoded) {
    Map<String, String> fields = new HashMap<>();
    if (encoded != null) {
      for (String pair : encoded.split("&")) {
        int equals = pair.indexOf('=');
        if (equals > 0) {
          fields.put(
              pair.substring(0, equals),
              URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
        }
      }
    }
    return fields;
  }

  private static void answer(HttpExchange exchange, int status, String type, String body)
      throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type + "; charset=utf-8");
    boolean head = exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(status, head ? -1 : bytes.length);
    if (!head) {
      exchange.getResponseBody().write(bytes);
    }
  }

  @Override
  public void close() {
    if (running) {
      running = false;
      http.stop(0);
      threads.shutdownNow();
    }
  }
}
