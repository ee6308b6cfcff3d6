package io.medley.content.catalog;

import io.medley.content.asset.VersionId;
import io.medley.content.lifecycle.Approval;
import io.medley.content.lifecycle.PieceForms;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What may be served for a request, best first, and what came near and why not.
 *
 * @param rejected runner-ups with the reason in a code, e.g. {@code LANGUAGE}
 * @param forms of those candidates that are made of modules, the form to send
 */
public record Selection(
    List<Approval> candidates, List<Rejected> rejected, Map<VersionId, PieceForms.Form> forms) {

  /** The reason against a piece of which no form with the wanted modules may be sent. */
  public static final String MODULES = "MODULES";

  /** The reason against a piece made against other safety information than is in force. */
  public static final String SAFETY_INFORMATION = "SAFETY_INFORMATION";

  public Selection {
    candidates = List.copyOf(candidates);
    rejected = List.copyOf(rejected);
    forms = Map.copyOf(forms);
  }

  /** A piece that may not be served here. */
  public record Rejected(Approval approval, String reason) {}

  /**
   * The first reason against serving this piece for the request at that instant; empty if there is
   * none.
   */
  public static Optional<String> against(Approval approval, SelectionRequest request, Instant at) {
    return switch (approval.state()) {
      case LIVE -> outside(approval, request, at);
      case SUSPENDED, WITHDRAWING, WITHDRAWN, EXPIRED, SUPERSEDED ->
          Optional.of(approval.state().name());
    };
  }

  private static Optional<String> outside(Approval approval, SelectionRequest request, Instant at) {
    if (at.isBefore(approval.validFrom())) {
      return Optional.of("NOT_YET_VALID");
    }
    if (!at.isBefore(approval.validTo())) {
      return Optional.of("EXPIRED");
    }
    if (request.brandId() != null && !request.brandId().equals(approval.brandId())) {
      return Optional.of("BRAND");
    }
    if (!approval.markets().contains(request.market())) {
      return Optional.of("MARKET");
    }
    if (!primary(approval.language()).equals(primary(request.language()))) {
      return Optional.of("LANGUAGE");
    }
    if (!approval.channels().contains(request.channel())) {
      return Optional.of("CHANNEL");
    }
    if (!approval.audiences().contains(request.audience())) {
      return Optional.of("AUDIENCE");
    }
    if (request.exclude().contains(approval.version().value())) {
      return Optional.of("EXCLUDED");
    }
    return Optional.empty();
  }

  /**
   * Why a candidate is second best: what the first has that it lacks, in the order candidates are
   * ranked by.
   */
  public static String secondTo(Approval first, Approval other, SelectionRequest request) {
    String slot = request.slot();
    if (slot != null && first.slotHints().contains(slot) && !other.slotHints().contains(slot)) {
      return "OTHER_SLOT";
    }
    if (first.language().equalsIgnoreCase(request.language())
        && !other.language().equalsIgnoreCase(request.language())) {
      return "OTHER_LANGUAGE_REGION";
    }
    return first.liveAt().isAfter(other.liveAt()) ? "OLDER" : "SAME_RANK";
  }

  /** The primary language subtag, lower-case. */
  public static String primary(String language) {
    return Locale.forLanguageTag(language).getLanguage();
  }
}
