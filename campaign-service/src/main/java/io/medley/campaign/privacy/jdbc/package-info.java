/** Requests of data subjects in PostgreSQL. */
@NullMarked
package io.medley.campaign.privacy.jdbc;

import org.jspecify.annotations.NullMarked;
