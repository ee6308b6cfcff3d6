/** Changes in PostgreSQL. */
@NullMarked
package io.medley.campaign.change.jdbc;

import org.jspecify.annotations.NullMarked;
