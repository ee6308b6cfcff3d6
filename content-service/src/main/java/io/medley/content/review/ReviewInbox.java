package io.medley.content.review;

import io.medley.content.signing.Lane;
import io.medley.platform.security.Actor;
import io.medley.platform.security.Authorities;
import io.medley.platform.security.Delegations;
import java.time.Clock;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.stereotype.Service;

/** What waits for this person: the open lanes they may sign, most urgent first. */
@Service
public class ReviewInbox {

  private static final int AT_MOST = 200;

  private final Reviews reviews;
  private final Authorities authorities;
  private final Delegations delegations;
  private final Clock clock;

  ReviewInbox(Reviews reviews, Authorities authorities, Delegations delegations, Clock clock) {
    this.reviews = reviews;
    this.authorities = authorities;
    this.delegations = delegations;
    this.clock = clock;
  }

  /** Wishes of the reader; empty = all. */
  public record Wish(List<Lane> lanes, String market, String tier, String text) {
    public Wish {
      lanes = List.copyOf(lanes);
    }

    /** No wish. */
    public static Wish none() {
      return new Wish(List.of(), "", "", "");
    }
  }

  /**
   * Open lanes for this person, those they signed and still have to complete in Tasklist included.
   */
  public List<Reviews.InboxLane> of(Actor person, Wish wish) {
    return reviews.inbox(
        new Reviews.InboxFilter(
            lanes(person),
            person.id(),
            wish.lanes(),
            wish.market(),
            wish.tier(),
            wish.text(),
            AT_MOST));
  }

  /**
   * The lanes this person may sign somewhere, with the markets; those they act in for somebody else
   * included.
   */
  public Map<Lane, Set<String>> lanes(Actor person) {
    Map<Lane, Set<String>> lanes = new EnumMap<>(Lane.class);
    for (Lane lane : Lane.values()) {
      Set<String> markets = new TreeSet<>(authorities.markets(person.id(), lane.authority()));
      markets.addAll(delegations.delegatedMarkets(person.id(), lane.authority(), clock.instant()));
      if (!markets.isEmpty()) {
        lanes.put(lane, markets);
      }
    }
    return lanes;
  }
}
