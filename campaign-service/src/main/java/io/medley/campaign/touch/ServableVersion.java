package io.medley.campaign.touch;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What this service knows, by content-service's feed, of one version: the row every hand-over is
 * decided against.
 *
 * @param number rises with every change of state; an older one never replaces a newer
 * @param state content-service's state; only {@code LIVE} is ever sent
 * @param validFrom first instant, inclusive; null = at once
 * @param validTo end, exclusive; null = open
 * @param forms of a piece made of modules those forms that may be sent, in its author's order;
 *     empty = none may; null = a single file, sent as it is
 * @param proof review, approval time and signatures, as the feed carried them
 */
public record ServableVersion(
    UUID versionId,
    UUID assetId,
    long number,
    String state,
    String contentHash,
    String metadataHash,
    String brandId,
    String title,
    String jobCode,
    String materialType,
    Set<String> markets,
    String language,
    Set<String> channels,
    Set<String> audiences,
    Set<String> slotHints,
    @Nullable Instant validFrom,
    @Nullable Instant validTo,
    JsonNode proof,
    @Nullable List<RenderedForm> forms) {

  /** The only state that may be sent. */
  public static final String LIVE = "LIVE";

  /** Copies the sets. */
  public ServableVersion {
    markets = Set.copyOf(markets);
    channels = Set.copyOf(channels);
    audiences = Set.copyOf(audiences);
    slotHints = Set.copyOf(slotHints);
    forms = forms == null ? null : List.copyOf(forms);
  }

  /** A single file. */
  public ServableVersion(
      UUID versionId,
      UUID assetId,
      long number,
      String state,
      String contentHash,
      String metadataHash,
      String brandId,
      String title,
      String jobCode,
      String materialType,
      Set<String> markets,
      String language,
      Set<String> channels,
      Set<String> audiences,
      Set<String> slotHints,
      @Nullable Instant validFrom,
      @Nullable Instant validTo,
      JsonNode proof) {
    this(
        versionId,
        assetId,
        number,
        state,
        contentHash,
        metadataHash,
        brandId,
        title,
        jobCode,
        materialType,
        markets,
        language,
        channels,
        audiences,
        slotHints,
        validFrom,
        validTo,
        proof,
        null);
  }

  /** True if approved and in date at the instant. */
  public boolean servableAt(Instant now) {
    return state.equals(LIVE)
        && (validFrom == null || !now.isBefore(validFrom))
        && (validTo == null || now.isBefore(validTo));
  }

  /**
   * True if something of it may be sent at the instant: itself, or one of its forms.
   *
   * @param modules that are demanded, by place
   */
  public boolean sendableAt(Instant now, Map<String, String> modules) {
    return servableAt(now) && (forms == null ? modules.isEmpty() : form(modules, now).isPresent());
  }

  /** The first form in date with these modules; empty if there is none, or it is a single file. */
  Optional<RenderedForm> form(Map<String, String> modules, Instant now) {
    return forms == null
        ? Optional.empty()
        : forms.stream().filter(form -> form.inDateAt(now) && form.has(modules)).findFirst();
  }

  /** Whether these are bytes it may leave as: its own, or those of a form that may be sent. */
  boolean mayLeaveAs(String hash, Instant now) {
    return forms == null
        ? contentHash.equals(hash)
        : forms.stream().anyMatch(form -> form.contentHash().equals(hash) && form.inDateAt(now));
  }
}
