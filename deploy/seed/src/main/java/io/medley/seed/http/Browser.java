package io.medley.seed.http;

import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;

/**
 * One person's browser without a screen: it keeps cookies, follows redirects, and submits the forms
 * it finds with the fields they carry, cross-site tokens included.
 */
public final class Browser {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final String user;
  private final String password;
  private final HttpClient http =
      HttpClient.newBuilder()
          .cookieHandler(new CookieManager(null, CookiePolicy.ACCEPT_ALL))
          .followRedirects(HttpClient.Redirect.NORMAL)
          .connectTimeout(Duration.ofSeconds(10))
          .build();

  /** A browser whose owner types this name and password whenever a sign-in page asks. */
  public Browser(String user, String password) {
    this.user = user;
    this.password = password;
  }

  /**
   * Opens an address; where the sign-in page comes up instead, signs in and goes on to the address.
   */
  public Page open(URI address) {
    return signingInWhereAsked(
        get(
            HttpRequest.newBuilder(address)
                .timeout(PATIENCE)
                .header("Accept", "text/html")
                .build()));
  }

  /**
   * Submits a form with what it carries, changed by the given fields; signs in where asked.
   *
   * @param page the page the form is on
   * @param form an element of that page
   * @param changes values typed or chosen by the person
   */
  public Page submit(Page page, Element form, Map<String, String> changes) {
    return signingInWhereAsked(submitOnly(page, form, changes));
  }

  private Page signingInWhereAsked(Page page) {
    Element passwordField = page.html().selectFirst("form input[type=password]");
    if (passwordField == null) {
      return page;
    }
    Element form = passwordField.closest("form");
    Element userField =
        page.html().selectFirst("form input[name=username], form input[autocomplete=username]");
    if (form == null || userField == null) {
      throw new IllegalStateException(page.address() + " asks for a password but not for a name");
    }
    Page next =
        submitOnly(
            page, form, Map.of(userField.attr("name"), user, passwordField.attr("name"), password));
    if (next.html().selectFirst("form input[type=password]") != null) {
      throw new IllegalStateException("The sign-in page did not let " + user + " in");
    }
    return next;
  }

  private Page submitOnly(Page page, Element form, Map<String, String> changes) {
    Map<String, String> fields = new LinkedHashMap<>();
    for (Element field : form.select("input[name], select[name], textarea[name]")) {
      boolean choice = field.attr("type").equals("radio") || field.attr("type").equals("checkbox");
      if (!choice || field.hasAttr("checked")) {
        fields.put(field.attr("name"), value(field));
      }
    }
    fields.putAll(changes);
    String encoded =
        fields.entrySet().stream()
            .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
            .collect(Collectors.joining("&"));
    String action = form.hasAttr("action") ? form.attr("action") : page.address().toString();
    URI target = page.address().resolve(action);
    HttpRequest.Builder request =
        HttpRequest.newBuilder().timeout(PATIENCE).header("Accept", "text/html");
    if (form.attr("method").equalsIgnoreCase("post")) {
      request
          .uri(target)
          .header("Content-Type", "application/x-www-form-urlencoded")
          .POST(BodyPublishers.ofString(encoded));
    } else {
      String separator = target.getQuery() == null ? "?" : "&";
      request.uri(URI.create(target + separator + encoded)).GET();
    }
    return get(request.build());
  }

  private Page get(HttpRequest request) {
    HttpResponse<String> response = Api.send(http, request);
    return new Page(
        response.uri(),
        response.statusCode(),
        Jsoup.parse(response.body(), response.uri().toString()));
  }

  private static String value(Element field) {
    if (field.normalName().equals("select")) {
      Element chosen = field.selectFirst("option[selected]");
      Element first = chosen == null ? field.selectFirst("option") : chosen;
      return first == null ? "" : first.attr("value");
    }
    return field.normalName().equals("textarea") ? field.wholeText() : field.attr("value");
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
