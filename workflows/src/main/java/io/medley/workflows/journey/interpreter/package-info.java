/**
 * Journeys without an engine: the same models, read into the few elements a journey may use, walked
 * on a virtual clock against the same step port. What it cannot walk is refused.
 */
@NullMarked
package io.medley.workflows.journey.interpreter;

import org.jspecify.annotations.NullMarked;
