package io.medley.content.claim;

import io.medley.platform.security.Actor;
import io.medley.platform.security.Authorities;
import io.medley.platform.security.Authority;
import io.medley.platform.security.AuthorityMissing;
import java.util.List;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Reading the library; it is the house's own, an agency sees of it what stands in its pieces. */
@Service
public class ClaimReading {

  /** How many claims a page holds. */
  public static final int PAGE = 50;

  private final ClaimStore claims;
  private final LibraryEvents events;

  ClaimReading(ClaimStore claims, LibraryEvents events) {
    this.claims = claims;
    this.events = events;
  }

  /**
   * A claim with all its versions.
   *
   * @param versions newest first
   * @param approvals of the newest version
   * @param events newest first
   */
  public record Opened(
      String id,
      List<ClaimVersion> versions,
      List<ClaimApproval> approvals,
      List<LibraryEvent> events) {
    public Opened {
      versions = List.copyOf(versions);
      approvals = List.copyOf(approvals);
      events = List.copyOf(events);
    }

    /** The newest version. */
    public ClaimVersion newest() {
      return versions.getFirst();
    }
  }

  /**
   * Returns normally for people of the house.
   *
   * @throws AuthorityMissing for people of an agency
   */
  public static void requireOfTheHouse(Actor person) {
    if (person.agency() != null) {
      throw new AuthorityMissing(person.id(), Authority.COORDINATE, Authorities.EVERY_MARKET);
    }
  }

  /** A page of the claims that fit, each in its newest version. */
  @Transactional(readOnly = true)
  public ClaimStore.Found search(ClaimStore.ClaimQuery query, int offset, Actor by) {
    requireOfTheHouse(by);
    return claims.search(query, Math.max(0, offset), PAGE);
  }

  /**
   * A claim.
   *
   * @throws ClaimRefusal.ClaimUnknown if there is none with this key
   */
  @Transactional(readOnly = true)
  public Opened open(String id, Actor by) {
    requireOfTheHouse(by);
    List<ClaimVersion> versions = claims.versions(id);
    if (versions.isEmpty()) {
      throw new ClaimRefusal.ClaimUnknown("claim “" + id + "”");
    }
    return new Opened(
        id, versions, claims.approvals(id, versions.getFirst().number()), events.of("claim/" + id));
  }

  /** Who approved a version of a claim. */
  @Transactional(readOnly = true)
  public List<ClaimApproval> approvals(String id, int number, Actor by) {
    requireOfTheHouse(by);
    return claims.approvals(id, number);
  }

  /** What happened to a reference. */
  @Transactional(readOnly = true)
  public List<LibraryEvent> ofReference(String id, Actor by) {
    requireOfTheHouse(by);
    return events.of("reference/" + id);
  }

  /** What happened lately. */
  @Transactional(readOnly = true)
  public List<LibraryEvent> newest(int limit, Actor by) {
    requireOfTheHouse(by);
    return events.newest(limit);
  }
}
