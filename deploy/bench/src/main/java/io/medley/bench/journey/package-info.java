/** Campaigns and journeys, measured on a whole running stack. */
@NullMarked
package io.medley.bench.journey;

import org.jspecify.annotations.NullMarked;
