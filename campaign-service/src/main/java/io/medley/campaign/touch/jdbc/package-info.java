/** Sends, contacts, traces and the approval state in PostgreSQL. */
@NullMarked
package io.medley.campaign.touch.jdbc;

import org.jspecify.annotations.NullMarked;
