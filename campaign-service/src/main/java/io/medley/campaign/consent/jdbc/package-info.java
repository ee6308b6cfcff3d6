/** The consent ledger in PostgreSQL. */
@NullMarked
package io.medley.campaign.consent.jdbc;

import org.jspecify.annotations.NullMarked;
