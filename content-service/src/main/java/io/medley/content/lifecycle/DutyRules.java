package io.medley.content.lifecycle;

import io.medley.content.asset.AssetVersion;
import io.medley.content.asset.AssetVersions;
import io.medley.platform.security.Actor;
import io.medley.platform.security.Authorities;
import io.medley.platform.security.Authority;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Who may decide what in the life of an approved version. */
@Component
class DutyRules {

  private final Authorities authorities;
  private final AssetVersions versions;

  DutyRules(Authorities authorities, AssetVersions versions) {
    this.authorities = authorities;
    this.versions = versions;
  }

  /** Why this person may not make this choice, if so. */
  Optional<String> against(Duty duty, Duty.Choice choice, Approval approval, Actor person) {
    AssetVersion version = versions.require(duty.version());
    boolean author = version.author().equals(person.id());
    return switch (choice) {
      case RENEW, REVISE, RETIRE ->
          owns(version, person) || holds(person, approval, Authority.COORDINATE)
              ? Optional.empty()
              : Optional.of(
                  "Its owner decides, or somebody who coordinates in %s.".formatted(all(approval)));
      case KEEP ->
          author
              ? Optional.of("Its author cannot decide that it stays in use.")
              : looks(person, approval);
      case REINSTATE, WITHDRAW ->
          author && choice == Duty.Choice.REINSTATE
              ? Optional.of("Its author cannot decide that it is used again.")
              : needs(person, approval, Authority.WITHDRAW, "withdraw and reinstate");
      case CERTIFY, REFUSE ->
          author
              ? Optional.of("The author of a piece never certifies it.")
              : needs(person, approval, Authority.LANE_FINAL, "sign the final lane");
      case ACKNOWLEDGE ->
          holdsAnywhere(person, approval, Authority.COORDINATE)
                  || holdsAnywhere(person, approval, Authority.WITHDRAW)
                  || holdsAnywhere(person, approval, Authority.CAMPAIGN)
                  || holdsAnywhere(person, approval, Authority.ACT_AS_REP)
              ? Optional.empty()
              : Optional.of(
                  "Somebody who coordinates, runs campaigns or acts as a representative in %s answers a recall."
                      .formatted(all(approval)));
      case CLOSE -> needs(person, approval, Authority.WITHDRAW, "withdraw pieces");
    };
  }

  private Optional<String> looks(Actor person, Approval approval) {
    boolean may =
        Stream.concat(Stream.of(Authority.COORDINATE), Authority.LANES.stream())
            .anyMatch(authority -> holds(person, approval, authority));
    return may
        ? Optional.empty()
        : Optional.of(
            "A reviewer or coordinator of %s looks at it again.".formatted(all(approval)));
  }

  private Optional<String> needs(
      Actor person, Approval approval, Authority authority, String words) {
    return holds(person, approval, authority)
        ? Optional.empty()
        : Optional.of(
            "You need the authority to %s in %s; an administrator grants it."
                .formatted(words, all(approval)));
  }

  private boolean holds(Actor person, Approval approval, Authority authority) {
    return approval.markets().stream()
        .allMatch(market -> authorities.has(person.id(), authority, market));
  }

  private boolean holdsAnywhere(Actor person, Approval approval, Authority authority) {
    return approval.markets().stream()
        .anyMatch(market -> authorities.has(person.id(), authority, market));
  }

  private static boolean owns(AssetVersion version, Actor person) {
    String owner = version.metadata().details().owner();
    return !owner.isEmpty()
        && person.agency() == null
        && (owner.equals(person.id()) || owner.equalsIgnoreCase(person.printedName()));
  }

  private static String all(Approval approval) {
    return String.join(", ", approval.markets());
  }
}
