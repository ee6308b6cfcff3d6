/** Recalled versions in PostgreSQL. */
@NullMarked
package io.medley.campaign.recall.jdbc;

import org.jspecify.annotations.NullMarked;
