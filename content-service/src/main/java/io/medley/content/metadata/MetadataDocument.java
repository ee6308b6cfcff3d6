package io.medley.content.metadata;

import io.medley.content.asset.MetadataDetails.ImageRight;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Everything known of a version, in the form published as the JSON schema {@code asset-metadata-1}.
 * What was typed, what was derived and what was decided stand side by side; open texts are empty,
 * open lists too, open dates {@code null}.
 */
public record MetadataDocument(
    Identity identity,
    Kind kind,
    Product product,
    Audience audience,
    Market market,
    Message message,
    List<Safety> safety,
    Review review,
    List<Submission> authority,
    Validity validity,
    Rights rights,
    Operations operations,
    TagQuality tagQuality,
    Usage usage) {

  /** Version of the published schema. */
  public static final int SCHEMA = 1;

  public MetadataDocument {
    safety = List.copyOf(safety);
    authority = List.copyOf(authority);
  }

  /** Which piece this is, and what it comes from. */
  public record Identity(
      UUID assetId,
      UUID versionId,
      String version,
      String title,
      String jobCode,
      String contentHash,
      @Nullable String metadataHash,
      @Nullable UUID basedOn,
      @Nullable UUID masterId,
      @Nullable UUID variantOf,
      List<String> moduleIds) {}

  /** What sort of piece it is. */
  public record Kind(
      String materialType, String subtype, String format, List<String> channels, String purpose) {}

  /** What it is about; everything but the ids comes from the product master. */
  public record Product(
      String brandId,
      String brandName,
      String productId,
      List<String> inn,
      String therapyArea,
      List<Indication> indications) {}

  /** An indication the piece speaks about. */
  public record Indication(String id, String name, @Nullable String icd10) {}

  /** Whom it is for. */
  public record Audience(
      List<String> audiences,
      List<String> specialties,
      List<String> segments,
      String journeyStage) {}

  /** Where it is for. */
  public record Market(List<String> countries, String language, String adaptation) {}

  /** What it says. */
  public record Message(
      List<String> keyMessageIds,
      List<String> keyMessages,
      String tone,
      String callToAction,
      String intent,
      List<Claim> claims,
      List<Reference> references) {}

  /**
   * A claim found in the piece.
   *
   * @param claimId the approved claim it is; empty if it is none
   * @param claimVersion version of that claim; 0 if it is none
   * @param matchType EXACT, NEAR, MANUAL or NONE
   * @param page number of the text section
   * @param start first character in that section
   * @param end first character after it
   */
  public record Claim(
      String claimId,
      int claimVersion,
      String matchType,
      int page,
      int start,
      int end,
      String text,
      List<String> referenceIds) {}

  /**
   * An entry of the reference list.
   *
   * @param version the reference's version it is pinned to; empty if it has none
   * @param anchorPage page of the supporting quote; {@code null} if none is anchored
   * @param licenceEnd last day on which it may be cited; {@code null} if it never ends
   */
  public record Reference(
      int marker,
      String referenceId,
      String version,
      String citation,
      @Nullable Integer anchorPage,
      @Nullable String anchorQuote,
      @Nullable LocalDate licenceEnd,
      boolean retracted) {}

  /**
   * The texts a market demands; taken from the product master, never typed.
   *
   * @param current whether they are still the ones in force there
   */
  public record Safety(
      String market,
      String isiId,
      String isiVersion,
      String piId,
      String piVersion,
      String labelVersion,
      boolean boxedWarning,
      boolean additionalMonitoring,
      boolean current) {}

  /** Who decided what. */
  public record Review(
      @Nullable String tier,
      List<String> tierReasons,
      List<Lane> lanes,
      List<Condition> conditions,
      @Nullable CheckRun checkRun) {}

  /** A lane and its signed verdict. */
  public record Lane(
      String lane,
      String state,
      @Nullable String verdict,
      @Nullable String person,
      @Nullable String printedName,
      @Nullable Instant signedAt,
      @Nullable UUID signatureId) {}

  /** Something a lane demands. */
  public record Condition(UUID id, String lane, String text, String state) {}

  /** The newest pre-check. */
  public record CheckRun(
      String rulePack, String verdict, long blocks, long reviews, long infos, Instant at) {}

  /**
   * What an authority wants to be told of the piece.
   *
   * @param authority empty if none has to be told
   */
  public record Submission(
      String market,
      boolean submissionRequired,
      String authority,
      String submissionType,
      @Nullable Instant submittedAt,
      @Nullable Instant firstUseAt) {}

  /**
   * How long it may be used.
   *
   * @param recertDueAt day by which it has to be looked at again
   * @param status the version's state
   * @param servable whether it may be served at the instant of the answer
   */
  public record Validity(
      @Nullable LocalDate validFrom,
      @Nullable LocalDate validTo,
      @Nullable LocalDate recertDueAt,
      String status,
      @Nullable Instant withdrawnAt,
      @Nullable String withdrawnReason,
      boolean servable) {}

  /** Whose pictures it shows. */
  public record Rights(String imageUse, List<ImageRight> imageRights) {}

  /**
   * Who makes and keeps it.
   *
   * @param cycles reviews of the asset so far
   */
  public record Operations(
      String owner,
      String agencyId,
      String author,
      String costBand,
      int cycles,
      Instant createdAt,
      Instant changedAt) {}

  /**
   * How good its tags are.
   *
   * @param completeness share of what publication asks for that is there, 0 to 1
   * @param agreement share of the suggested fields in which the person agreed with the likeliest
   *     suggestion, 0 to 1; {@code null} before anybody confirmed
   */
  public record TagQuality(
      double completeness, @Nullable Double agreement, List<FieldQuality> fields) {}

  /**
   * One field.
   *
   * @param source HUMAN, AUTO (as suggested), INHERITED (as on the version before) or OPEN
   * @param confidence of the suggestion that agrees; 1 if a person wrote it; 0 if open
   * @param confirmedBy who confirmed the tags; {@code null} before
   */
  public record FieldQuality(
      String field, Source source, double confidence, @Nullable String confirmedBy) {}

  /** Where a tag comes from. */
  public enum Source {
    HUMAN,
    AUTO,
    INHERITED,
    OPEN
  }

  /** How it was used. */
  public record Usage(long servedCount, @Nullable Instant lastServedAt, int reuseCount) {}
}
