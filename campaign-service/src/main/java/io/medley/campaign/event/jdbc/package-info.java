/** HCPs' events in PostgreSQL. */
@NullMarked
package io.medley.campaign.event.jdbc;

import org.jspecify.annotations.NullMarked;
