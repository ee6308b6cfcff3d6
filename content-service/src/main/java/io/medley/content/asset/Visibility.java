package io.medley.content.asset;

import io.medley.platform.security.Actor;
import io.medley.platform.security.Authorities;
import io.medley.platform.security.Authority;
import io.medley.platform.security.Delegations;
import java.time.Clock;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * Who may see which versions. An agency sees its own work and nothing else, whatever its people are
 * granted.
 */
@Component
public class Visibility {

  private static final Set<Authority> EVERYTHING =
      Stream.concat(
              Stream.of(Authority.COORDINATE, Authority.ADMINISTER, Authority.WITHDRAW),
              Authority.LANES.stream())
          .collect(Collectors.toUnmodifiableSet());

  private static final Set<VersionState> APPROVED =
      EnumSet.of(
          VersionState.APPROVED,
          VersionState.FINAL_FORM,
          VersionState.SUBMISSION_PENDING,
          VersionState.LIVE,
          VersionState.SUSPENDED,
          VersionState.WITHDRAWING,
          VersionState.WITHDRAWN,
          VersionState.EXPIRED,
          VersionState.SUPERSEDED);

  private final Authorities authorities;
  private final Delegations delegations;
  private final Clock clock;

  Visibility(Authorities authorities, Delegations delegations, Clock clock) {
    this.authorities = authorities;
    this.delegations = delegations;
    this.clock = clock;
  }

  /** What of the library this person may see. */
  public Scope of(Actor actor) {
    String agency = actor.agency();
    if (agency != null) {
      return new Scope.OwnAgency(agency);
    }
    if (actor.hasRole(Actor.SYSTEM_ROLE) || holdsAny(actor)) {
      return new Scope.Everything();
    }
    if (holds(actor, Authority.CAMPAIGN) && !actsForSomebody(actor)) {
      return new Scope.InStates(APPROVED);
    }
    return actsForSomebody(actor) ? new Scope.Everything() : new Scope.Nothing();
  }

  private boolean holdsAny(Actor actor) {
    return EVERYTHING.stream().anyMatch(authority -> holds(actor, authority));
  }

  /** A delegate sees what the reviewer sees whom they act for. */
  private boolean actsForSomebody(Actor actor) {
    return Authority.LANES.stream()
        .anyMatch(
            lane -> !delegations.delegatedMarkets(actor.id(), lane, clock.instant()).isEmpty());
  }

  private boolean holds(Actor actor, Authority authority) {
    return !authorities.markets(actor.id(), authority).isEmpty();
  }

  /** A part of the library. */
  public sealed interface Scope {

    /** Whether a version is in it. */
    default boolean includes(AssetVersion version) {
      return switch (this) {
        case OwnAgency own -> version.agency().equals(own.agency());
        case InStates some -> some.states().contains(version.state());
        case Everything all -> true;
        case Nothing none -> false;
      };
    }

    /** One agency's work. */
    record OwnAgency(String agency) implements Scope {}

    /** Whatever is in one of these states. */
    record InStates(Set<VersionState> states) implements Scope {
      public InStates {
        states = Set.copyOf(states);
      }
    }

    /** All of it. */
    record Everything() implements Scope {}

    /** None of it. */
    record Nothing() implements Scope {}
  }
}
