package io.medley.campaign.touch;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one cap leaves free for one touch at one instant. */
final class CapWindow {

  private final FrequencyCap cap;
  private final List<PastContact> counted;
  private final int weight;
  private final Instant now;

  /**
   * @param contacts contacts of the HCP that count, of any age and order
   * @param weight contact points the touch needs
   */
  CapWindow(
      FrequencyCap cap,
      List<PastContact> contacts,
      String channel,
      String brandId,
      TouchPurpose purpose,
      int weight,
      Instant now) {
    this.cap = cap;
    this.weight = weight;
    this.now = now;
    Instant since = now.minus(length());
    this.counted =
        !concerns(purpose)
            ? List.of()
            : contacts.stream()
                .filter(contact -> contact.at().isAfter(since))
                .filter(
                    contact ->
                        switch (cap.scope()) {
                          case TOTAL -> true;
                          case CHANNEL -> contact.channel().equals(channel);
                          case BRAND -> contact.brandId().equals(brandId);
                          case UNSOLICITED -> contact.unsolicited();
                        })
                .sorted(Comparator.comparing(PastContact::at))
                .toList();
  }

  private boolean concerns(TouchPurpose purpose) {
    return cap.scope() != FrequencyCap.Scope.UNSOLICITED || purpose.unsolicited();
  }

  private Duration length() {
    return Duration.ofDays(cap.days());
  }

  /** Points used. */
  int used() {
    return counted.stream().mapToInt(PastContact::weight).sum();
  }

  /** Whether the touch fits beside this many points that others are to have. */
  boolean fits(int reservedForOthers) {
    return used() + reservedForOthers + weight <= cap.max();
  }

  /** When the touch fits because old contacts leave the window; null if it never does. */
  @Nullable Instant frees() {
    if (weight > cap.max()) {
      return null;
    }
    int used = used();
    Instant frees = now;
    for (PastContact oldest : counted) {
      if (used + weight <= cap.max()) {
        return frees;
      }
      used -= oldest.weight();
      frees = oldest.at().plus(length());
    }
    return frees;
  }

  @Override
  public String toString() {
    return "%d of %d in %d days (%s)".formatted(used(), cap.max(), cap.days(), cap.scope());
  }
}
