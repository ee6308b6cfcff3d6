package io.medley.content.scorecard;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An open lane that is late or will be, if it goes on as similar lanes went.
 *
 * @param elapsedDays working days since its task appeared
 * @param expectedAt when similar lanes lead one to expect its signature; {@code null} if it is late
 *     already and nothing similar is known
 * @param lateByDays working days after its day: so far if it is late, else as expected
 * @param overdue whether its day has passed
 * @param comparedWith how many signed lanes the expectation rests on
 * @param comparedBy what these have in common with it, in words
 */
public record Risk(
    LaneTiming lane,
    double elapsedDays,
    @Nullable Instant expectedAt,
    double lateByDays,
    boolean overdue,
    int comparedWith,
    String comparedBy) {}
