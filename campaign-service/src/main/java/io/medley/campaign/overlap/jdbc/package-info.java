/** Overlapping journeys in PostgreSQL. */
@NullMarked
package io.medley.campaign.overlap.jdbc;

import org.jspecify.annotations.NullMarked;
