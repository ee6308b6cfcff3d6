package io.medley.campaign.gate;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** Somebody else's system that is called, over real HTTP. */
final class WebhookReceiver implements AutoCloseable {

  /** A call as it arrived. */
  @SuppressWarnings("ArrayRecordComponent")
  record Call(String id, String signature, byte[] body) {

    String text() {
      return new String(body, StandardCharsets.UTF_8);
    }
  }

  private final HttpServer http;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<Call> calls = new CopyOnWriteArrayList<>();
  private volatile int status = 200;
  private volatile boolean hangsUp;

  WebhookReceiver() {
    try {
      http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    http.setExecutor(threads);
    http.createContext("/hook", this::called);
    http.createContext("/seen", this::seen);
    http.start();
  }

  String url() {
    return "http://127.0.0.1:" + http.getAddress().getPort() + "/hook";
  }

  String lookupUrl() {
    return "http://127.0.0.1:" + http.getAddress().getPort() + "/seen";
  }

  /** From now on every call is answered so. */
  void answers(int code) {
    status = code;
    hangsUp = false;
  }

  /** From now on calls are taken, and the connection ends without an answer. */
  void hangsUp() {
    hangsUp = true;
  }

  /** Calls with this id that were taken. */
  List<Call> calls(String id) {
    return calls.stream().filter(call -> call.id().equals(id)).toList();
  }

  private void called(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      if (hangsUp || status / 100 == 2) {
        calls.add(
            new Call(
                header(exchange, "Medley-Message-Id"), header(exchange, "Medley-Signature"), body));
      }
      if (!hangsUp) {
        exchange.sendResponseHeaders(status, -1);
      }
    }
  }

  private static String header(HttpExchange exchange, String name) {
    String value = exchange.getRequestHeaders().getFirst(name);
    return Objects.requireNonNullElse(value, "");
  }

  private void seen(HttpExchange exchange) throws IOException {
    try (exchange) {
      @Nullable String query = exchange.getRequestURI().getQuery();
      String id = query == null ? "" : query.substring("id=".length());
      byte[] answer = "{\"count\":%d}".formatted(calls(id).size()).getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(200, answer.length);
      exchange.getResponseBody().write(answer);
    }
  }

  @Override
  public void close() {
    http.stop(0);
    threads.shutdownNow();
  }
}
