package io.medley.content.asset;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The tags that only describe: no signature binds them, they may change at any time. A field left
 * out stays as it is.
 */
public record Description(
    @Nullable String tone,
    @Nullable String callToAction,
    @Nullable String intent,
    @Nullable List<String> specialties,
    @Nullable List<String> segments,
    @Nullable String journeyStage,
    @Nullable String owner,
    @Nullable String costBand) {

  TagDetails asDetails() {
    return new TagDetails(
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        tone,
        callToAction,
        intent,
        specialties,
        segments,
        journeyStage,
        null,
        null,
        owner,
        costBand);
  }
}
