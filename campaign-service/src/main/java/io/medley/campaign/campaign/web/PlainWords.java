package io.medley.campaign.campaign.web;

import io.medley.campaign.hcp.HcpType;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Sentences of decisions as people say them. A decision is stored with the codes it was made by, so
 * that its replay compares the same words for good; pages say the codes in words, also of decisions
 * made long ago.
 */
final class PlainWords {

  /** Codes that are said otherwise than in small letters. */
  private static final Map<String, String> SAID =
      Map.of("EMAIL", "e-mail", "WITHDRAWING", "being withdrawn", "SMS", "text message");

  /** Codes of one word; a title in capitals is none of them. */
  private static final Set<String> CODES =
      Set.of(
          "LIVE",
          "WITHDRAWN",
          "SUSPENDED",
          "EXPIRED",
          "SUPERSEDED", // states of a piece
          "PORTAL",
          "WEB",
          "WEBHOOK",
          "REP",
          "CALL",
          "PHONE",
          "MEETING", // channels
          "UNAWARE",
          "AWARE",
          "CONTEMPLATION",
          "PREPARATION",
          "ACTION",
          "MAINTENANCE",
          "ADVOCACY",
          "AWARENESS",
          "CONSIDERATION",
          "TRIAL",
          "ADOPTION", // stages
          "GRANTED",
          "DENIED",
          "REVOKED",
          "PENDING", // consents
          "PROMOTION",
          "NURTURE",
          "LAUNCH",
          "REQUESTED",
          "SAFETY",
          "SERVICE", // purposes
          "SENT",
          "SKIPPED",
          "EXITED",
          "GHOST",
          "TREATED",
          "HOLDOUT",
          "UNKNOWN"); // outcomes

  // Part of a job code such as ZEL-LIVE-7 is no code of ours.
  private static final Pattern CODE =
      Pattern.compile(
          "(?<![\\w-])(?:[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+|%s)(?![\\w-])"
              .formatted(
                  java.util.stream.Stream.concat(SAID.keySet().stream(), CODES.stream())
                      .collect(Collectors.toCollection(TreeSet::new))
                      .descendingSet()
                      .stream()
                      .collect(Collectors.joining("|"))));

  /** What a piece was tagged with, by codes of vocabularies of content-service. */
  private static final Pattern MADE_FOR =
      Pattern.compile("(?<=made for )[A-Z][A-Z_]+(?:, [A-Z][A-Z_]+)*");

  private static final Map<HcpType, String> PROFESSIONS =
      Map.of(
          HcpType.MD, "Physician",
          HcpType.NP, "Nurse practitioner",
          HcpType.PA, "Physician assistant",
          HcpType.NURSE, "Nurse",
          HcpType.PHARMACIST, "Pharmacist",
          HcpType.OTHER, "Another profession",
          HcpType.UNKNOWN, "Profession not known");

  private PlainWords() {}

  /** A stored sentence as people say it. */
  static String said(@Nullable String sentence) {
    if (sentence == null) {
      return "";
    }
    String tags = MADE_FOR.matcher(sentence).replaceAll(match -> small(match.group()));
    return CODE.matcher(tags).replaceAll(match -> word(match.group()));
  }

  /** A profession as people say it; a word nobody knows as it stands. */
  static String profession(String type) {
    return HcpType.parse(type).map(PROFESSIONS::get).orElse(type);
  }

  private static String word(String code) {
    return SAID.getOrDefault(code, small(code));
  }

  private static String small(String code) {
    return code.toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
