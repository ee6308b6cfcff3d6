package io.medley.campaign.audience;

import io.medley.campaign.audience.AudienceRefusal.AudienceChanged;
import io.medley.campaign.audience.AudienceRefusal.AudienceUnknown;
import io.medley.campaign.audience.AudienceRefusal.AudienceUnusable;
import io.medley.campaign.hcp.HcpId;
import io.medley.campaign.hcp.HcpProfile;
import io.medley.campaign.hcp.HcpUnknown;
import io.medley.campaign.hcp.Hcps;
import io.medley.platform.audit.AuditEvent;
import io.medley.platform.audit.AuditTrail;
import io.medley.platform.security.Actor;
import io.medley.platform.security.Authorities;
import io.medley.platform.security.Authority;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Saving audiences, counting them, and saying why somebody belongs to one or not. */
@Service
public class AudienceKeeping {

  private static final Actor SYSTEM = Actor.system("audiences");
  private static final int LONGEST_NAME = 120;
  private static final List<String> CHANNELS = List.of("EMAIL", "REP_EMAIL");

  private final Audiences audiences;
  private final Hcps hcps;
  private final Authorities authorities;
  private final AuditTrail audit;
  private final Clock clock;

  AudienceKeeping(
      Audiences audiences, Hcps hcps, Authorities authorities, AuditTrail audit, Clock clock) {
    this.audiences = audiences;
    this.hcps = hcps;
    this.authorities = authorities;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * How many HCPs, and how many of them may be written to.
   *
   * @param countries HCPs per country
   * @param reach HCPs who agree to promotion, per channel
   */
  public record Reach(long hcps, Map<String, Long> countries, Map<String, Long> reach) {}

  /** Counts whoever meets the conditions now. */
  public Reach count(List<Condition> conditions) {
    Instant now = clock.instant();
    Map<String, Long> countries = audiences.count(conditions, now);
    return new Reach(sum(countries), countries, audiences.reach(conditions, CHANNELS, now));
  }

  /** Counts the members of a version: a snapshot's are fixed, but erased people are gone. */
  public long count(Audience audience) {
    return sum(audiences.count(audience, clock.instant()));
  }

  private static long sum(Map<String, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  /**
   * Saves a new audience.
   *
   * @throws AudienceUnusable if the name is empty or too long
   * @throws AudienceChanged if another one has the name
   */
  @Transactional
  public Audience create(String name, Audience.Kind kind, List<Condition> conditions, Actor by) {
    return store(UUID.randomUUID(), name, 1, kind, conditions, by);
  }

  /**
   * Saves the next version.
   *
   * @param seen the version the change was made from
   * @throws AudienceUnknown if there is no such audience
   * @throws AudienceChanged if somebody else made a version meanwhile
   */
  @Transactional
  public Audience revise(
      UUID id, int seen, Audience.Kind kind, List<Condition> conditions, Actor by) {
    Audience before = require(id);
    if (before.version() != seen) {
      throw new AudienceChanged(before.name());
    }
    return store(id, before.name(), seen + 1, kind, conditions, by);
  }

  /** Saves a live audience this service makes by itself, in the caller's transaction. */
  @Transactional(propagation = Propagation.MANDATORY)
  public Audience forSystem(String name, List<Condition> conditions) {
    return keep(UUID.randomUUID(), name, 1, Audience.Kind.LIVE, conditions, SYSTEM);
  }

  private Audience store(
      UUID id, String name, int version, Audience.Kind kind, List<Condition> conditions, Actor by) {
    authorities.requireAnywhere(by, Authority.CAMPAIGN);
    return keep(id, name, version, kind, conditions, by);
  }

  private Audience keep(
      UUID id, String name, int version, Audience.Kind kind, List<Condition> conditions, Actor by) {
    if (name.isBlank() || name.strip().length() > LONGEST_NAME) {
      throw new AudienceUnusable(
          "An audience has a name of 1 to %d characters.".formatted(LONGEST_NAME));
    }
    Instant now = clock.instant();
    Audience audience = new Audience(id, name.strip(), version, kind, conditions, by.id(), now);
    if (!audiences.add(audience)) {
      throw new AudienceChanged(audience.name());
    }
    long members =
        switch (kind) {
          case LIVE -> 0;
          case SNAPSHOT -> audiences.fix(audience, now);
        };
    audit.append(
        new AuditEvent(
            "audience",
            id.toString(),
            "saved",
            by,
            Map.of(
                "name", audience.name(),
                "version", version,
                "kind", kind.name(),
                "conditions", conditions.stream().map(Condition::sentence).toList(),
                "fixedMembers", members)));
    return audience;
  }

  /**
   * Why one HCP belongs to an audience or not.
   *
   * @param member whether the HCP belongs to it now
   * @param conditions each with whether it holds now
   * @param remark what else decides, e.g. that the members were fixed; empty if nothing
   */
  public record Membership(boolean member, List<Held> conditions, String remark) {

    /** Copies the list. */
    public Membership {
      conditions = List.copyOf(conditions);
    }
  }

  /** A condition and whether it holds. */
  public record Held(String condition, boolean holds) {}

  /**
   * Explains.
   *
   * @throws HcpUnknown if there is no such HCP
   */
  public Membership explain(Audience audience, HcpId hcp) {
    HcpProfile profile = hcps.profile(hcp).orElseThrow(() -> new HcpUnknown(hcp));
    List<Boolean> holds = audiences.holds(audience.conditions(), hcp, clock.instant());
    List<Held> conditions = new ArrayList<>();
    for (int i = 0; i < holds.size(); i++) {
      conditions.add(new Held(audience.conditions().get(i).sentence(), holds.get(i)));
    }
    if (profile.erased()) {
      return new Membership(false, conditions, "The person was erased.");
    }
    boolean all = holds.stream().allMatch(Boolean::booleanValue);
    return switch (audience.kind()) {
      case LIVE -> new Membership(all, conditions, "");
      case SNAPSHOT -> {
        boolean fixed = audiences.fixed(audience, hcp);
        yield new Membership(
            fixed,
            conditions,
            fixed == all
                ? "Members were fixed when the snapshot was made."
                : fixed
                    ? "Fixed as a member when the snapshot was made; would not be one today."
                    : "Was no member when the snapshot was made; would be one today.");
      }
    };
  }

  /**
   * The newest version.
   *
   * @throws AudienceUnknown if there is no such audience
   */
  public Audience require(UUID id) {
    return audiences.find(id).orElseThrow(() -> new AudienceUnknown(id));
  }
}
