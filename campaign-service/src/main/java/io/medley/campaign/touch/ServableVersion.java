package io.medley.campaign.touch;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

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
 * @param facets what it is about; it orders pieces and decides nothing else
 * @param responses how readers responded to it lately
 * @param check what the checks said when they were asked last; null if they never were
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
    @Nullable List<RenderedForm> forms,
    PieceFacets facets,
    PieceResponses responses,
    @Nullable SendCheck check) {

  /** The only state that may be sent. */
  public static final String LIVE = "LIVE";

  /** States no version comes back from. */
  private static final Set<String> GONE =
      Set.of("WITHDRAWING", "WITHDRAWN", "EXPIRED", "SUPERSEDED");

  /** Copies the sets. A version stored before its facets were told has none. */
  public ServableVersion {
    facets = facets == null ? PieceFacets.UNKNOWN : facets;
    responses = responses == null ? PieceResponses.NONE : responses;
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
        null,
        PieceFacets.UNKNOWN,
        PieceResponses.NONE,
        null);
  }

  /** The same without its proof, which decides nothing and stands with the version's own row. */
  ServableVersion withoutProof() {
    return with(JsonNodeFactory.instance.objectNode(), facets, check);
  }

  /** The same, about something else. */
  public ServableVersion about(PieceFacets other) {
    return with(proof, other, check);
  }

  /** The same, with another verdict. */
  public ServableVersion checked(@Nullable SendCheck other) {
    return with(proof, facets, other);
  }

  private ServableVersion with(
      JsonNode otherProof, PieceFacets otherFacets, @Nullable SendCheck otherCheck) {
    return new ServableVersion(
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
        otherProof,
        forms,
        otherFacets,
        responses,
        otherCheck);
  }

  /** Why nobody may send or show it at the instant; empty if they may. */
  public Optional<String> against(Instant now) {
    return Fit.unservable(this, now).or(this::blocked);
  }

  /** Why the checks of today forbid it; empty if they do not, or were not asked yet. */
  public Optional<String> blocked() {
    return Optional.ofNullable(check).filter(SendCheck::blocked).map(SendCheck::why);
  }

  /** True if it may never be sent again. */
  public boolean goneForGood() {
    return GONE.contains(state);
  }

  /** True if approved and in date at the instant. */
  public boolean servableAt(Instant now) {
    return state.equals(LIVE)
        && (validFrom == null || !now.isBefore(validFrom))
        && (validTo == null || now.isBefore(validTo));
  }

  /**
   * True if something of it may be sent at the instant: itself, or one of its forms, and no check
   * blocks it.
   *
   * @param modules that are demanded, by place
   */
  public boolean sendableAt(Instant now, Map<String, String> modules) {
    return servableAt(now)
        && blocked().isEmpty()
        && (forms == null ? modules.isEmpty() : form(modules, now).isPresent());
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
