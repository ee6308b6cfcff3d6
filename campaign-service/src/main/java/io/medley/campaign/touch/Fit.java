package io.medley.campaign.touch;

import io.medley.campaign.hcp.HcpProfile;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;

/** Whether a version may serve a touch, by the sender's own row. */
final class Fit {

  private Fit() {}

  /** What speaks against it; empty if nothing does. */
  static Optional<String> against(
      ServableVersion version, TouchCommand command, HcpProfile hcp, Instant now) {
    return mismatch(version, command, hcp).or(() -> unservable(version, now));
  }

  /** What does not fit, whatever its state; empty if everything fits. */
  static Optional<String> mismatch(ServableVersion version, TouchCommand command, HcpProfile hcp) {
    if (!version.brandId().equals(command.brandId())) {
      return Optional.of("it is for brand " + version.brandId());
    }
    if (!version.markets().contains(hcp.country())) {
      return Optional.of("it is not approved in " + hcp.country());
    }
    if (!sameLanguage(version.language(), hcp.language())) {
      return Optional.of("it is in " + version.language());
    }
    if (!version.channels().contains(command.channel())) {
      return Optional.of("it is not approved for " + command.channel());
    }
    if (!version.audiences().contains(command.audience())) {
      return Optional.of("it is not approved for the audience " + command.audience());
    }
    if (!madeFor(version, command)) {
      return Optional.of(
          "it was made for " + String.join(", ", new TreeSet<>(version.slotHints())));
    }
    return Optional.empty();
  }

  /**
   * A piece that names the steps it was made for is not used for another one, unless the campaign
   * planned it: an announcement is no reminder.
   */
  private static boolean madeFor(ServableVersion version, TouchCommand command) {
    return version.slotHints().isEmpty()
        || version.slotHints().contains(command.slot())
        || command.planned().contains(version.versionId());
  }

  /** Why it may not be served at the instant; empty if it may. */
  static Optional<String> unservable(ServableVersion version, Instant now) {
    if (!version.state().equals(ServableVersion.LIVE)) {
      return Optional.of("it is " + version.state());
    }
    if (version.servableAt(now)) {
      return Optional.empty();
    }
    boolean early = version.validFrom() != null && now.isBefore(version.validFrom());
    return Optional.of(early ? "it is not valid yet" : "its approval ran out");
  }

  /** Languages match by primary subtag. */
  static boolean sameLanguage(String left, String right) {
    return Locale.forLanguageTag(left)
        .getLanguage()
        .equals(Locale.forLanguageTag(right).getLanguage());
  }
}
