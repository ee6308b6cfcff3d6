/** Engagement and figures in PostgreSQL. */
@NullMarked
package io.medley.campaign.measure.jdbc;

import org.jspecify.annotations.NullMarked;
