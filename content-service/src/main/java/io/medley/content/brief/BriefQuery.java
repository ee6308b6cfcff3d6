package io.medley.content.brief;

import org.jspecify.annotations.Nullable;

/**
 * Which briefs are wanted.
 *
 * @param words all of them stand in the title
 * @param state {@code null} for any
 * @param market empty for any
 * @param brandId empty for any
 * @param agency {@code null} for every agency
 */
public record BriefQuery(
    String words,
    @Nullable BriefState state,
    String market,
    String brandId,
    @Nullable String agency) {}
