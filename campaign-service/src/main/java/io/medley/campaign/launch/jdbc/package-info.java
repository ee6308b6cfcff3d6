/** Launches in PostgreSQL. */
@NullMarked
package io.medley.campaign.launch.jdbc;

import org.jspecify.annotations.NullMarked;
