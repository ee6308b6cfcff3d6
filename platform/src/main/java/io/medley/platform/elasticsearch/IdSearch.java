package io.medley.platform.elasticsearch;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.DefaultHttpRequestRetryStrategy;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Searches for nothing but ids, thousands of times a second: on the caller's own thread, with a
 * body that its caller wrote once, and of the answer only ids are read. Everything else goes
 * through {@link SearchExchange}.
 */
public final class IdSearch implements AutoCloseable {

  private static final int CONNECTIONS = 64;
  private static final Timeout CONNECT = Timeout.ofSeconds(1);
  private static final Timeout ANSWER = Timeout.ofSeconds(30);
  private static final JsonFactory JSON = new JsonFactory();

  private final URI server;
  private final String prefix;
  private final CloseableHttpClient http;

  IdSearch(URI server, String prefix) {
    this.server = server;
    this.prefix = prefix;
    this.http =
        HttpClients.custom()
            .setConnectionManager(
                PoolingHttpClientConnectionManagerBuilder.create()
                    .setMaxConnTotal(CONNECTIONS)
                    .setMaxConnPerRoute(CONNECTIONS)
                    .setDefaultSocketConfig(SocketConfig.custom().setTcpNoDelay(true).build())
                    .setDefaultConnectionConfig(
                        ConnectionConfig.custom()
                            .setConnectTimeout(CONNECT)
                            .setSocketTimeout(ANSWER)
                            .build())
                    .build())
            .setDefaultRequestConfig(
                RequestConfig.custom()
                    .setConnectionRequestTimeout(ANSWER)
                    .setContentCompressionEnabled(false)
                    .build())
            .setRetryStrategy(new OnceMore())
            .disableCookieManagement()
            .disableAuthCaching()
            .disableRedirectHandling()
            .build();
  }

  /** A search changes nothing: one whose connection turns out to be dead is asked again at once. */
  private static final class OnceMore extends DefaultHttpRequestRetryStrategy {

    OnceMore() {
      super(
          1,
          TimeValue.ZERO_MILLISECONDS,
          List.of(
              InterruptedIOException.class,
              UnknownHostException.class,
              ConnectException.class,
              NoRouteToHostException.class),
          List.of());
    }

    @Override
    protected boolean handleAsIdempotent(HttpRequest request) {
      return true;
    }
  }

  /**
   * Ids of the hits, best first.
   *
   * @param body the search as JSON
   * @throws StoreUnavailable for an outage: no answer, 429 or 5xx
   * @throws SearchRejected for any other error answer
   */
  public List<String> ids(SearchIndex index, String body) {
    HttpPost search = new HttpPost(server.resolve("/" + prefix + index.alias() + "/_search"));
    search.setEntity(
        new ByteArrayEntity(body.getBytes(StandardCharsets.UTF_8), ContentType.APPLICATION_JSON));
    try {
      return http.execute(search, IdSearch::read);
    } catch (IOException outage) {
      throw new StoreUnavailable(outage);
    }
  }

  private static List<String> read(ClassicHttpResponse answer) throws IOException {
    try (InputStream body = answer.getEntity().getContent()) {
      if (answer.getCode() != 200) {
        IOException said =
            new IOException(
                answer.getCode()
                    + " "
                    + new String(body.readNBytes(2_000), StandardCharsets.UTF_8));
        if (answer.getCode() >= 500 || answer.getCode() == 429) {
          throw new StoreUnavailable(said);
        }
        throw new SearchRejected(answer.getCode(), "search", said);
      }
      List<String> ids = new ArrayList<>();
      try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), body)) {
        for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
          if (token == JsonToken.PROPERTY_NAME && "_id".equals(json.currentName())) {
            json.nextToken();
            ids.add(json.getString());
          }
        }
      }
      return ids;
    } catch (JacksonException nonsense) {
      throw new IOException(nonsense);
    }
  }

  @Override
  public void close() throws IOException {
    http.close();
  }
}
