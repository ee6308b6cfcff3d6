package io.medley.content.asset;

import io.medley.content.asset.MetadataDetails.ImageRight;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The finer tags as a person confirms them: {@link MetadataDetails} without what is never typed. A
 * field left out ({@code null}) keeps what is stored or suggested; an empty one is opened.
 */
public record TagDetails(
    @Nullable String subtype,
    @Nullable String adaptation,
    @Nullable UUID basedOn,
    @Nullable UUID masterId,
    @Nullable UUID variantOf,
    @Nullable List<String> moduleIds,
    @Nullable List<String> keyMessageIds,
    @Nullable String tone,
    @Nullable String callToAction,
    @Nullable String intent,
    @Nullable List<String> specialties,
    @Nullable List<String> segments,
    @Nullable String journeyStage,
    @Nullable String imageUse,
    @Nullable List<ImageRight> imageRights,
    @Nullable String owner,
    @Nullable String costBand) {

  /** Every detail left as it is. */
  public static TagDetails kept() {
    return new TagDetails(
        null, null, null, null, null, null, null, null, null, null, null, null, null, null, null,
        null, null);
  }

  /** These details laid over those stored. */
  MetadataDetails over(MetadataDetails stored, String productId) {
    return new MetadataDetails(
        or(subtype, stored.subtype()),
        productId,
        or(adaptation, stored.adaptation()),
        basedOn == null ? stored.basedOn() : basedOn,
        masterId == null ? stored.masterId() : masterId,
        variantOf == null ? stored.variantOf() : variantOf,
        or(moduleIds, stored.moduleIds()),
        or(keyMessageIds, stored.keyMessageIds()),
        or(tone, stored.tone()),
        or(callToAction, stored.callToAction()),
        or(intent, stored.intent()),
        or(specialties, stored.specialties()),
        or(segments, stored.segments()),
        or(journeyStage, stored.journeyStage()),
        or(imageUse, stored.imageUse()),
        imageRights == null ? stored.imageRights() : imageRights,
        or(owner, stored.owner()),
        or(costBand, stored.costBand()));
  }

  private static String or(@Nullable String given, String stored) {
    return given == null ? stored : given;
  }

  private static List<String> or(@Nullable List<String> given, List<String> stored) {
    return given == null ? stored : given;
  }
}
