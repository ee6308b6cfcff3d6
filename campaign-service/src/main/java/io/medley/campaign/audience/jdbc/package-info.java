/** Audiences in PostgreSQL. */
@NullMarked
package io.medley.campaign.audience.jdbc;

import org.jspecify.annotations.NullMarked;
