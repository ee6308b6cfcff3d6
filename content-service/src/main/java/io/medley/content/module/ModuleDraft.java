package io.medley.content.module;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What somebody writes down of a version.
 *
 * @param content words, CSV or HTML, as the kind asks; for a picture the words for those who do not
 *     see it
 * @param claimId for a claim: its key in the library
 * @param imageHash for a picture: SHA-256 of its bytes, see {@link ModuleKeeping#picture}
 * @param imageType for a picture: its media type
 * @param safetyRelevant whether its loss suspends what is assembled from it at once
 */
public record ModuleDraft(
    String title,
    String language,
    String content,
    @Nullable String claimId,
    @Nullable String imageHash,
    String imageType,
    ModuleRules rules,
    boolean safetyRelevant,
    @Nullable LocalDate validTo) {}
