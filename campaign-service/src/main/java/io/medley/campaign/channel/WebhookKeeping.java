package io.medley.campaign.channel;

import io.medley.platform.audit.AuditEvent;
import io.medley.platform.audit.AuditTrail;
import io.medley.platform.security.Actor;
import io.medley.platform.security.Authorities;
import io.medley.platform.security.Authority;
import io.medley.platform.time.RealTime;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Adds, rotates and retires webhook endpoints, for administrators. */
@Service
public class WebhookKeeping {

  private static final int LONGEST_NAME = 80;
  private static final int LONGEST_URL = 500;
  private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());

  private final WebhookEndpoints endpoints;
  private final WebhookSecrets secrets;
  private final WebhookSettings settings;
  private final Authorities authorities;
  private final AuditTrail audit;
  private final RealTime realTime;

  WebhookKeeping(
      WebhookEndpoints endpoints,
      WebhookSecrets secrets,
      WebhookSettings settings,
      Authorities authorities,
      AuditTrail audit,
      RealTime realTime) {
    this.endpoints = endpoints;
    this.secrets = secrets;
    this.settings = settings;
    this.authorities = authorities;
    this.audit = audit;
    this.realTime = realTime;
  }

  /**
   * An endpoint with the secret its calls are signed with, for whoever receives them.
   *
   * @param secret told to administrators only
   */
  public record WithSecret(WebhookEndpoint endpoint, String secret) {

    @Override
    public String toString() {
      return "WithSecret[" + endpoint.id() + "]";
    }
  }

  /**
   * Adds an endpoint.
   *
   * @param country ISO 3166 alpha-2, or {@code *}
   * @param lookupUrl null or empty if nothing there can be asked
   * @throws WebhookRefusal if a field cannot be used or the country has one
   * @throws io.medley.platform.security.AuthorityMissing unless the actor administers
   */
  @Transactional
  public WithSecret add(
      String name, String country, String url, @Nullable String lookupUrl, Actor actor) {
    authorities.requireAnywhere(actor, Authority.ADMINISTER);
    String called = name.strip();
    if (called.isEmpty() || called.length() > LONGEST_NAME) {
      throw new WebhookRefusal.Unusable("A name of 1 to 80 characters is needed.");
    }
    String where = country.strip().toUpperCase(Locale.ROOT);
    if (!where.equals(WebhookEndpoint.EVERY_COUNTRY) && !COUNTRIES.contains(where)) {
      throw new WebhookRefusal.Unusable(
          "The country is neither an ISO 3166 two-letter code nor * for every country.");
    }
    WebhookEndpoint endpoint =
        new WebhookEndpoint(
            UUID.randomUUID(),
            called,
            where,
            address(url, "address"),
            lookupUrl == null || lookupUrl.isBlank() ? null : address(lookupUrl, "look-up address"),
            1,
            null,
            realTime.now(),
            null);
    if (!endpoints.add(endpoint)) {
      throw new WebhookRefusal.CountryTaken(where);
    }
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("name", called);
    facts.put("country", where);
    facts.put("url", endpoint.url().toString());
    audit(endpoint.id(), "added", actor, facts);
    return new WithSecret(endpoint, secrets.newest(endpoint));
  }

  /**
   * Gives an endpoint a new secret. For a while every call is signed with the old one as well, so
   * that the receiver can change over without missing one.
   */
  @Transactional
  public WithSecret rotate(UUID id, Actor actor) {
    authorities.requireAnywhere(actor, Authority.ADMINISTER);
    WebhookEndpoint endpoint = called(id);
    endpoints.rotate(id, realTime.now().plus(settings.overlap()));
    audit(id, "secret-rotated", actor, Map.of("version", endpoint.secretVersion() + 1));
    WebhookEndpoint rotated = called(id);
    return new WithSecret(rotated, secrets.newest(rotated));
  }

  /** Calls an endpoint no more. Touches of its country go to the one for every country, if any. */
  @Transactional
  public void retire(UUID id, Actor actor) {
    authorities.requireAnywhere(actor, Authority.ADMINISTER);
    called(id);
    endpoints.retire(id, realTime.now());
    audit(id, "retired", actor, Map.of());
  }

  private WebhookEndpoint called(UUID id) {
    return endpoints
        .find(id)
        .filter(endpoint -> endpoint.retiredAt() == null)
        .orElseThrow(() -> new WebhookRefusal.Unknown(id));
  }

  /** Only HTTPS, to a named host of the world outside: nothing of this network is called. */
  private URI address(String text, String what) {
    URI url;
    try {
      url = URI.create(text.strip());
    } catch (IllegalArgumentException malformed) {
      throw new WebhookRefusal.Unusable("The " + what + " is no web address.");
    }
    String host = url.getHost();
    if (host == null || url.getUserInfo() != null || text.length() > LONGEST_URL) {
      throw new WebhookRefusal.Unusable(
          "The " + what + " needs a host, carries no user, and has at most 500 characters.");
    }
    boolean inside = inside(host);
    boolean trying = settings.allowLoopback() && inside && "http".equals(url.getScheme());
    if (!trying && (inside || !"https".equals(url.getScheme()))) {
      throw new WebhookRefusal.Unusable(
          "The " + what + " must be https:// and lead out of this network.");
    }
    return url;
  }

  private static boolean inside(String host) {
    boolean literal = host.matches("[0-9.]+") || host.contains(":");
    if (!literal) {
      return host.equals("localhost") || host.endsWith(".local") || host.endsWith(".internal");
    }
    try {
      InetAddress address = InetAddress.getByName(host);
      return address.isLoopbackAddress()
          || address.isSiteLocalAddress()
          || address.isLinkLocalAddress()
          || address.isAnyLocalAddress();
    } catch (UnknownHostException malformed) {
      return true;
    }
  }

  private void audit(UUID id, String action, Actor actor, Map<String, ?> facts) {
    audit.append(new AuditEvent("webhook", id.toString(), action, actor, facts));
  }
}
