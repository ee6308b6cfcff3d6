package io.medley.content;

import io.medley.local.DemoPerson;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;

/** A signed-in person's browser without a screen; types the password whenever it is asked. */
public final class Browser {

  private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

  private final HttpClient http;
  private final URI base;
  private final DemoPerson person;
  private int passwordsTyped;

  private Browser(HttpClient http, URI base, DemoPerson person) {
    this.http = http;
    this.base = base;
    this.person = person;
  }

  /** Signs the person in to the service on this port. */
  public static Browser of(String user, int port) {
    DemoPerson person = DemoPerson.named(user);
    URI base = URI.create("http://127.0.0.1:" + port);
    HttpClient http = ContentServers.signIn().client().browser(person, base.resolve("/desk"));
    return new Browser(http, base, person);
  }

  /** How often the password was asked after signing in. */
  public int passwordsTyped() {
    return passwordsTyped;
  }

  public Shown get(String path) {
    return shown(send(HttpRequest.newBuilder(base.resolve(path))));
  }

  /** Fills the form that posts to {@code action} on a page with its own hidden values and these. */
  public Shown submit(Shown page, String action, Map<String, String> values) {
    Map<String, String> fields = new LinkedHashMap<>();
    page.document()
        .select("form[action=" + action + "] input[type=hidden]")
        .forEach(input -> fields.put(input.attr("name"), input.attr("value")));
    fields.putAll(values);
    return shown(send(form(base.resolve(action), fields)));
  }

  private Shown shown(HttpResponse<String> answer) {
    HttpResponse<String> last = answer;
    if (last.uri().getPort() == ContentServers.signIn().issuer().getPort()
        && last.uri().getPath().equals("/login")) {
      Matcher csrf = CSRF.matcher(last.body());
      if (!csrf.find()) {
        throw new IllegalStateException("The sign-in page has no form");
      }
      passwordsTyped++;
      last =
          send(
              form(
                  ContentServers.signIn().issuer().resolve("/login"),
                  Map.of(
                      "username", person.user(),
                      "password", person.password(),
                      "_csrf", csrf.group(1))));
    }
    return new Shown(last.statusCode(), last.uri(), Jsoup.parse(last.body(), base.toString()));
  }

  private HttpRequest.Builder form(URI uri, Map<String, String> fields) {
    String body =
        fields.entrySet().stream()
            .map(
                field ->
                    field.getKey()
                        + "="
                        + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    return HttpRequest.newBuilder(uri)
        .header("Content-Type", "application/x-www-form-urlencoded")
        .POST(HttpRequest.BodyPublishers.ofString(body));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return http.send(
          request.header("Accept", "text/html").timeout(Duration.ofSeconds(60)).build(),
          HttpResponse.BodyHandlers.ofString());
    } catch (IOException outage) {
      throw new IllegalStateException(outage);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopping);
    }
  }

  /** What the browser shows in the end. */
  public record Shown(int status, URI uri, Document document) {

    /** The words of the page. */
    public String words() {
      return document.body().text();
    }
  }
}
