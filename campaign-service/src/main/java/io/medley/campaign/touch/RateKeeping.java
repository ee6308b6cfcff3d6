package io.medley.campaign.touch;

import io.medley.platform.audit.AuditEvent;
import io.medley.platform.audit.AuditTrail;
import io.medley.platform.security.Actor;
import io.medley.platform.security.Authorities;
import io.medley.platform.security.Authority;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Sets how fast channels may send, for administrators. In force with the next message. */
@Service
public class RateKeeping {

  private static final Pattern CHANNEL = Pattern.compile("[A-Z][A-Z_]{1,30}");
  private static final int LONGEST_SENDER = 200;
  private static final int MOST = 1_000_000;
  private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());

  private final TokenBuckets buckets;
  private final Authorities authorities;
  private final AuditTrail audit;

  RateKeeping(TokenBuckets buckets, Authorities authorities, AuditTrail audit) {
    this.buckets = buckets;
    this.authorities = authorities;
    this.audit = audit;
  }

  /**
   * Sets a rate.
   *
   * @param sender as the channel names it, or {@code *}
   * @param country ISO 3166 alpha-2, or {@code *}
   * @param capacity messages that may leave at once after a pause, 1 to 1,000,000
   * @param perMinute messages that may leave in the long run, more than 0, at most 1,000,000
   * @throws RateRefusal.Unusable if a field cannot be used
   * @throws io.medley.platform.security.AuthorityMissing unless the actor administers
   */
  @Transactional
  public void set(
      String channel, String sender, String country, int capacity, double perMinute, Actor actor) {
    authorities.requireAnywhere(actor, Authority.ADMINISTER);
    String name = channel.strip().toUpperCase(Locale.ROOT);
    if (!CHANNEL.matcher(name).matches()) {
      throw new RateRefusal.Unusable("The channel is no name such as EMAIL.");
    }
    String from = sender.strip();
    if (from.isEmpty() || from.length() > LONGEST_SENDER) {
      throw new RateRefusal.Unusable(
          "The sender is an address or number of the channel, or * for every one.");
    }
    String where = country.strip().toUpperCase(Locale.ROOT);
    if (!where.equals(TokenBucket.EVERY) && !COUNTRIES.contains(where)) {
      throw new RateRefusal.Unusable(
          "The country is neither an ISO 3166 two-letter code nor * for every country.");
    }
    if (capacity < 1 || capacity > MOST) {
      throw new RateRefusal.Unusable("At once at least 1 and at most 1,000,000 may leave.");
    }
    if (!(perMinute > 0 && perMinute <= MOST)) {
      throw new RateRefusal.Unusable(
          "In a minute more than 0 and at most 1,000,000 may leave. To stop a channel, pause it.");
    }
    buckets.put(name, from, where, capacity, perMinute);
    audit(name, from, where, "set", actor, Map.of("capacity", capacity, "perMinute", perMinute));
  }

  /**
   * Removes a rate: nothing of it slows the channel any more.
   *
   * @throws RateRefusal.Unknown if there is none
   */
  @Transactional
  public void remove(String channel, String sender, String country, Actor actor) {
    authorities.requireAnywhere(actor, Authority.ADMINISTER);
    if (!buckets.remove(channel, sender, country)) {
      throw new RateRefusal.Unknown();
    }
    audit(channel, sender, country, "removed", actor, Map.of());
  }

  private void audit(
      String channel,
      String sender,
      String country,
      String action,
      Actor actor,
      Map<String, ?> facts) {
    audit.append(
        new AuditEvent("send-rate", channel + "/" + sender + "/" + country, action, actor, facts));
  }
}
