/** HCPs in PostgreSQL. */
@NullMarked
package io.medley.campaign.hcp.jdbc;

import org.jspecify.annotations.NullMarked;
