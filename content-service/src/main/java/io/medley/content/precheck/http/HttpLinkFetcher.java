package io.medley.content.precheck.http;

import io.medley.content.precheck.LinkFetcher;
import io.medley.content.precheck.LinkResult;
import io.medley.content.precheck.LinkResult.Outcome;
import io.medley.content.precheck.LinkSettings;
import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpHead;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.util.Timeout;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Asks for the head and, where a server does not like that, for the page; follows each redirect
 * itself, so that every hop is named and guarded. The guard sits in the client's name resolution:
 * what is connected to is exactly what was looked at, so a name that changes its address between
 * look and connection gains nothing.
 */
@Component
@EnableConfigurationProperties(LinkSettings.class)
class HttpLinkFetcher implements LinkFetcher {

  private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

  private final LinkSettings settings;
  private final Clock clock;
  private final CloseableHttpClient http;

  HttpLinkFetcher(LinkSettings settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
    Timeout time = Timeout.of(settings.time());
    this.http =
        HttpClients.custom()
            .setConnectionManager(
                PoolingHttpClientConnectionManagerBuilder.create()
                    .setDnsResolver(new Guard(settings.privateHosts()))
                    .setMaxConnTotal(64)
                    .setMaxConnPerRoute(8)
                    .setDefaultConnectionConfig(
                        ConnectionConfig.custom()
                            .setConnectTimeout(time)
                            .setSocketTimeout(time)
                            .build())
                    .setDefaultSocketConfig(SocketConfig.custom().setSoTimeout(time).build())
                    .build())
            .setDefaultRequestConfig(
                RequestConfig.custom()
                    .setConnectionRequestTimeout(time)
                    .setResponseTimeout(time)
                    .setRedirectsEnabled(false)
                    .build())
            .setUserAgent("Medley link check")
            .disableRedirectHandling()
            .disableAutomaticRetries()
            .disableCookieManagement()
            .disableAuthCaching()
            .disableContentCompression()
            .build();
  }

  @PreDestroy
  void close() throws IOException {
    http.close();
  }

  /** Looks names up and refuses addresses of the inner network. */
  private record Guard(List<String> allowed) implements DnsResolver {

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
      InetAddress[] addresses = SystemDefaultDnsResolver.INSTANCE.resolve(host);
      if (!allowed.contains(host.toLowerCase(Locale.ROOT))) {
        for (InetAddress address : addresses) {
          if (InnerNetwork.contains(address)) {
            throw new InnerAddress(host);
          }
        }
      }
      return addresses;
    }

    @Override
    public String resolveCanonicalHostname(String host) throws UnknownHostException {
      return SystemDefaultDnsResolver.INSTANCE.resolveCanonicalHostname(host);
    }
  }

  /** A name of the inner network. */
  private static final class InnerAddress extends UnknownHostException {
    private static final long serialVersionUID = 1;

    InnerAddress(String host) {
      super(host);
    }
  }

  private record Answer(int status, String location) {}

  @Override
  public LinkResult fetch(String url) {
    if (TransactionSynchronizationManager.isActualTransactionActive()) {
      throw new IllegalStateException("Links are not fetched inside a transaction");
    }
    Instant at = clock.instant();
    List<String> hops = new ArrayList<>();
    String next = url;
    try {
      while (true) {
        URI address = URI.create(next);
        if (!isWeb(address)) {
          return new LinkResult(
              url,
              at,
              Outcome.REFUSES,
              0,
              hops,
              "it is sent on to something that is no web address");
        }
        Answer answer = answer(address);
        if (!REDIRECTS.contains(answer.status()) || answer.location().isEmpty()) {
          return answer.status() == 200
              ? new LinkResult(url, at, Outcome.ANSWERS, 200, hops, "")
              : new LinkResult(
                  url,
                  at,
                  Outcome.REFUSES,
                  answer.status(),
                  hops,
                  "it answers with status " + answer.status());
        }
        if (hops.size() >= settings.redirects()) {
          return new LinkResult(
              url,
              at,
              Outcome.REFUSES,
              answer.status(),
              hops,
              "it is sent on more than %d times".formatted(settings.redirects()));
        }
        next = address.resolve(answer.location()).toString();
        hops.add(next);
      }
    } catch (InnerAddress inner) {
      return new LinkResult(
          url, at, Outcome.FORBIDDEN, 0, hops, "it leads to an address of the inner network");
    } catch (IllegalArgumentException noAddress) {
      return new LinkResult(
          url, at, Outcome.REFUSES, 0, hops, "it is sent on to something that is no address");
    } catch (IOException failure) {
      return new LinkResult(url, at, Outcome.SILENT, 0, hops, words(failure));
    }
  }

  private static boolean isWeb(URI address) {
    String scheme = address.getScheme();
    return address.getHost() != null
        && address.getUserInfo() == null
        && ("http".equalsIgnoreCase(scheme) || "https".equalsIgnoreCase(scheme));
  }

  /** Some servers answer a question for the head with an error and the page without one. */
  private Answer answer(URI address) throws IOException {
    Answer head = send(new HttpHead(address));
    return head.status() >= 400 ? send(new HttpGet(address)) : head;
  }

  private Answer send(HttpUriRequestBase request) throws IOException {
    return http.execute(
        request,
        response -> {
          int status = response.getCode();
          if (!cut(response)) {
            // The rest of a long answer is nobody's business: the connection goes with it.
            request.abort();
          }
          Header location = response.getFirstHeader("Location");
          return new Answer(status, location == null ? "" : location.getValue());
        });
  }

  /** Reads an answer up to the limit; false if there is more. */
  private boolean cut(ClassicHttpResponse response) throws IOException {
    HttpEntity entity = response.getEntity();
    if (entity == null) {
      return true;
    }
    // Not closed here: closing reads to the end.
    InputStream in = entity.getContent();
    byte[] read = in.readNBytes(settings.bytes() + 1);
    return read.length <= settings.bytes();
  }

  private static String words(IOException failure) {
    return switch (failure) {
      case UnknownHostException unknown -> "there is no such host";
      case SocketTimeoutException late -> "it did not answer in time";
      case InterruptedIOException late -> "it did not answer in time";
      case SSLException untrusted -> "its certificate is not in order";
      default -> "the connection failed";
    };
  }
}
