package io.medley.campaign.channel;

import io.medley.campaign.hcp.Hcp;
import io.medley.campaign.hcp.HcpType;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The tokens a piece may hold, and their values for one HCP. */
final class Tokens {

  /** {@code {{name}}}; anything between double braces counts, so that a typing error is found. */
  static final Pattern TOKEN = Pattern.compile("\\{\\{([^{}]*)}}");

  static final Set<String> DECLARED =
      Set.of(
          "hcp.firstName",
          "hcp.lastName",
          "hcp.salutation",
          "unsubscribe",
          "unsubscribeUrl",
          "preferencesUrl",
          "answer");

  private Tokens() {}

  static String name(Matcher token) {
    return token.group(1).strip();
  }

  /**
   * The values for one HCP.
   *
   * @param unsubscribe address of the HCP's preferences
   * @param answer address where the HCP says whether the message answers their question
   */
  static Map<String, String> values(Hcp hcp, String unsubscribe, String answer) {
    return Map.of(
        "hcp.firstName",
        hcp.personal().firstName(),
        "hcp.lastName",
        hcp.personal().lastName(),
        "hcp.salutation",
        salutation(hcp),
        "unsubscribe",
        unsubscribe,
        "unsubscribeUrl",
        unsubscribe,
        "preferencesUrl",
        unsubscribe,
        "answer",
        answer);
  }

  private static String salutation(Hcp hcp) {
    boolean doctor =
        HcpType.parse(hcp.profile().type()).filter(type -> type == HcpType.MD).isPresent();
    if (!doctor) {
      return hcp.personal().firstName() + " " + hcp.personal().lastName();
    }
    Locale locale = Locale.forLanguageTag(hcp.profile().language());
    String title = locale.getLanguage().equals("de") ? "Dr. " : "Dr ";
    return title + hcp.personal().lastName();
  }
}
