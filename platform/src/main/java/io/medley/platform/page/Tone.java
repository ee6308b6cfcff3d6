package io.medley.platform.page;

import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Status colours mean one thing everywhere. */
final class Tone {

  /** Between the words of a name as programs write it: {@code localTime}. */
  private static final Pattern HUMP = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])");

  private Tone() {}

  /** Grey draft, blue in work, amber needs someone, green live, red blocked or withdrawn. */
  static String of(@Nullable Object state) {
    return switch (name(state)) {
      case "SUBMITTED",
          "QC",
          "IN_REVIEW",
          "OPEN",
          "ENROLLING",
          "LAUNCHING",
          "CLAIMED",
          "HANDING_OVER" ->
          "work";
      case "ACTIVE", "WAITING", "SUBSTITUTED", "IN_PRODUCTION" -> "work";
      case "REVISE", "REVIEW", "WITHDRAWING", "HELD_UNTIL", "HELD", "UNKNOWN", "OVERDUE" -> "needs";
      case "SUSPENDED", "SIGNED", "AMEND_RETURN", "RESUBMIT", "RETURNED", "PAUSED" -> "needs";
      case "APPROVED",
          "LIVE",
          "CLEARED",
          "SENT",
          "APPROVE",
          "COMPLETED",
          "DONE",
          "GRANTED",
          "DELIVERED" ->
          "live";
      case "PENDING",
          "CONDITIONS_OPEN",
          "FINAL_FORM",
          "SUBMISSION_PENDING",
          "APPROVE_WITH_CHANGES" ->
          "needs";
      case "RUNNING", "LAUNCHED", "CONNECTED" -> "live";
      case "WITHDRAWN", "EXPIRED", "REJECTED", "REJECT", "BLOCKED", "BLOCK", "REVOKED", "FAILED" ->
          "blocked";
      default -> "draft";
    };
  }

  static String words(@Nullable Object state) {
    String name = name(state);
    if (name.isEmpty()) {
      return "";
    }
    if (name.contains(",")) {
      String all =
          Arrays.stream(name.split(","))
              .map(one -> words(one).toLowerCase(Locale.ROOT))
              .collect(Collectors.joining(" or "));
      return Character.toUpperCase(all.charAt(0)) + all.substring(1);
    }
    return switch (name) {
      case "QC" -> "Coordinator QC";
      case "SMS" -> "Text message";
      case "EMAIL" -> "E-mail";
      case "REP_EMAIL" -> "E-mail sent by a rep";
      case "CLM" -> "Shown by a rep";
      case "HCP", "MD", "NP", "PA" -> name;
      default -> sentence(name);
    };
  }

  private static String sentence(String name) {
    String lower = HUMP.matcher(name).replaceAll(" ").toLowerCase(Locale.ROOT).replace('_', ' ');
    return Character.toUpperCase(lower.charAt(0)) + lower.substring(1);
  }

  private static String name(@Nullable Object state) {
    return switch (state) {
      case null -> "";
      case Enum<?> value -> value.name();
      default -> state.toString();
    };
  }
}
