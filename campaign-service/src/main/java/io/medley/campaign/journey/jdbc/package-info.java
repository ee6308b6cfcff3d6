/** Journey visits and history in PostgreSQL. */
@NullMarked
package io.medley.campaign.journey.jdbc;

import org.jspecify.annotations.NullMarked;
