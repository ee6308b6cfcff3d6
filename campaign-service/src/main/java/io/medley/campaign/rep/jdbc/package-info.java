/** Representatives' answers in PostgreSQL. */
@NullMarked
package io.medley.campaign.rep.jdbc;

import org.jspecify.annotations.NullMarked;
