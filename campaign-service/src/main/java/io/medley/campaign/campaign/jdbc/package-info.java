/** Campaigns and enrolments in PostgreSQL. */
@NullMarked
package io.medley.campaign.campaign.jdbc;

import org.jspecify.annotations.NullMarked;
