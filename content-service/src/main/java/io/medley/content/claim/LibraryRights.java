package io.medley.content.claim;

import io.medley.platform.security.Actor;
import io.medley.platform.security.Authorities;
import io.medley.platform.security.Authority;
import io.medley.platform.security.AuthorityMissing;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Service;

/**
 * Who writes and who approves what the library keeps, claims and modules alike: coordinators and
 * administrators of the house write; medical and regulatory approve, two people who did not write
 * it.
 */
@Service
public class LibraryRights {

  private final Authorities authorities;

  LibraryRights(Authorities authorities) {
    this.authorities = authorities;
  }

  /**
   * Lets authors pass.
   *
   * @throws AuthorityMissing if this person is none
   */
  public void requireAuthor(Actor by) {
    if (by.agency() != null) {
      throw new AuthorityMissing(by.id(), Authority.COORDINATE, Authorities.EVERY_MARKET);
    }
    if (authorities.markets(by.id(), Authority.ADMINISTER).isEmpty()) {
      authorities.requireAnywhere(by, Authority.COORDINATE);
    }
  }

  /** Whether this person is an author. */
  public boolean isAuthor(Actor person) {
    return person.agency() == null
        && (!authorities.markets(person.id(), Authority.COORDINATE).isEmpty()
            || !authorities.markets(person.id(), Authority.ADMINISTER).isEmpty());
  }

  /**
   * Lets those pass who hold a lane for every country.
   *
   * @param countries where the draft applies; empty is everywhere
   * @throws AuthorityMissing if this person does not hold it for one of them
   */
  public void requireLane(Actor by, Authority lane, List<String> countries) {
    List<String> markets = countries.isEmpty() ? List.of(Authorities.EVERY_MARKET) : countries;
    markets.forEach(market -> authorities.require(by, lane, market));
  }

  /**
   * Why this person may not approve a draft in this lane; empty if they may.
   *
   * @param what what the draft is of, e.g. "claim"
   * @param given its approvals so far
   */
  public static Optional<String> obstacle(
      String what, String author, List<? extends LibraryApproval> given, Enum<?> lane, Actor by) {
    if (author.equals(by.id())) {
      return Optional.of("You wrote this version; somebody else has to approve it.");
    }
    for (LibraryApproval approval : given) {
      if (approval.lane() == lane) {
        return Optional.of("%s has approved this lane already.".formatted(approval.printedName()));
      }
      if (approval.person().equals(by.id())) {
        return Optional.of(
            "You have approved the other lane; two people have to approve a %s.".formatted(what));
      }
    }
    return Optional.empty();
  }

  /**
   * The lanes a page offers somebody for a draft.
   *
   * @param lanes every lane there is, with the authority it takes
   */
  public <L extends Enum<L>> List<L> offered(
      String author, List<? extends LibraryApproval> given, Map<L, Authority> lanes, Actor person) {
    return lanes.entrySet().stream()
        .filter(lane -> obstacle("", author, given, lane.getKey(), person).isEmpty())
        .filter(lane -> !authorities.markets(person.id(), lane.getValue()).isEmpty())
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }
}
