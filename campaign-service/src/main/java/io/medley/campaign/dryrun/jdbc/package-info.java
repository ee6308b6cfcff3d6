/** Dry runs in PostgreSQL. */
@NullMarked
package io.medley.campaign.dryrun.jdbc;

import org.jspecify.annotations.NullMarked;
