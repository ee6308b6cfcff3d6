package io.medley.campaign.touch;

import io.medley.campaign.hcp.HcpProfile;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Whether a version may serve a touch, by the sender's own row. */
final class Fit {

  private Fit() {}

  /** What speaks against it; empty if nothing does. */
  static Optional<String> against(
      ServableVersion version, TouchCommand command, HcpProfile hcp, Instant now) {
    return mismatch(version, command, hcp).or(() -> unsendable(version, command, now));
  }

  /** Why it may not be sent for the touch at the instant, although it fits; empty if it may. */
  static Optional<String> unsendable(ServableVersion version, TouchCommand command, Instant now) {
    return unservable(version, now)
        .or(version::blocked)
        .or(() -> withoutForm(version, command, now));
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
      return Optional.of("it is " + version.state().toLowerCase(Locale.ROOT).replace('_', ' '));
    }
    if (version.servableAt(now)) {
      return Optional.empty();
    }
    boolean early = version.validFrom() != null && now.isBefore(version.validFrom());
    return Optional.of(early ? "it is not valid yet" : "its approval ran out");
  }

  /** A piece made of modules leaves in a form that has the modules asked for, or not at all. */
  private static Optional<String> withoutForm(
      ServableVersion version, TouchCommand command, Instant now) {
    Map<String, String> wanted = command.modules();
    if (version.forms() == null) {
      return wanted.isEmpty()
          ? Optional.empty()
          : Optional.of("it is not made of modules, and " + said(wanted) + " is asked for");
    }
    if (version.form(wanted, now).isPresent()) {
      return Optional.empty();
    }
    return Optional.of(
        wanted.isEmpty()
            ? "none of its forms may be sent, each has a module that is not in force"
            : "none of its forms with %s may be sent".formatted(said(wanted)));
  }

  /** Modules in places, in words. */
  private static String said(Map<String, String> modules) {
    return new TreeMap<>(modules)
        .entrySet().stream()
            .map(entry -> entry.getValue() + " as " + entry.getKey())
            .collect(Collectors.joining(", "));
  }

  /** Languages match by primary subtag. */
  static boolean sameLanguage(String left, String right) {
    return Locale.forLanguageTag(left)
        .getLanguage()
        .equals(Locale.forLanguageTag(right).getLanguage());
  }
}
