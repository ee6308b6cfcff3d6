package io.medley.campaign.touch;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Which touches to come will find a cap full, by the gate's own windows: as if nothing else
 * happened and every touch were made when it is due.
 */
@Component
public class CapForecast {

  private final GateReads reads;

  CapForecast(GateReads reads) {
    this.reads = reads;
  }

  /** A touch to come and when it is due. */
  public record Due(TouchCommand touch, Instant at) {}

  /**
   * A touch that will not fit.
   *
   * @param touch the one that is late
   * @param cap the cap that is full then
   * @param used contact points counted then, those of other touches to come among them
   * @param before touches to come that take the room first; empty if what was made fills it
   * @param frees when it would fit; null if it never does
   */
  public record Collision(
      TouchCommand touch,
      Instant at,
      FrequencyCap cap,
      int used,
      List<SendKey> before,
      @Nullable Instant frees) {

    /** Copies the list. */
    public Collision {
      before = List.copyOf(before);
    }
  }

  /**
   * The collisions of one HCP.
   *
   * @param due touches to come of this HCP, in any order
   * @param country the HCP's
   */
  public List<Collision> of(List<Due> due, String country, Instant now) {
    if (due.isEmpty()) {
      return List.of();
    }
    GateReads.Rules rules = reads.rules(country);
    int days =
        due.stream()
            .flatMap(each -> caps(each, rules).stream())
            .mapToInt(FrequencyCap::days)
            .max()
            .orElse(1);
    List<PastContact> made =
        reads.contacts(due.getFirst().touch(), now.minus(Duration.ofDays(days)), false);
    return of(due, made, rules);
  }

  static List<Collision> of(List<Due> due, List<PastContact> made, GateReads.Rules rules) {
    List<PastContact> counted = new ArrayList<>(made);
    List<Due> planned = new ArrayList<>();
    List<Collision> collisions = new ArrayList<>();
    due.stream()
        .sorted(
            Comparator.comparing(Due::at)
                .thenComparing(each -> each.touch().purpose())
                .thenComparing(each -> each.touch().sendKey().toString()))
        .forEach(
            each -> {
              Optional<Collision> collision = collision(each, counted, planned, rules);
              if (collision.isPresent()) {
                collisions.add(collision.get());
              } else {
                planned.add(each);
                counted.add(
                    new PastContact(
                        each.at(),
                        each.touch().channel(),
                        each.touch().brandId(),
                        rules.weight(each.touch().channel()),
                        each.touch().purpose().unsolicited()));
              }
            });
    return collisions;
  }

  private static Optional<Collision> collision(
      Due each, List<PastContact> counted, List<Due> planned, GateReads.Rules rules) {
    TouchCommand touch = each.touch();
    if (touch.purpose().urgent()) {
      return Optional.empty();
    }
    for (FrequencyCap cap : caps(each, rules)) {
      CapWindow window =
          new CapWindow(
              cap,
              counted,
              touch.channel(),
              touch.brandId(),
              touch.purpose(),
              rules.weight(touch.channel()),
              each.at());
      if (!window.fits(0)) {
        Instant since = each.at().minus(Duration.ofDays(cap.days()));
        return Optional.of(
            new Collision(
                touch,
                each.at(),
                cap,
                window.used(),
                planned.stream()
                    .filter(other -> other.at().isAfter(since))
                    .map(other -> other.touch().sendKey())
                    .toList(),
                window.frees()));
      }
    }
    return Optional.empty();
  }

  private static List<FrequencyCap> caps(Due due, GateReads.Rules rules) {
    List<FrequencyCap> caps = new ArrayList<>(due.touch().policy().caps());
    caps.addAll(rules.standingCaps());
    return caps;
  }
}
