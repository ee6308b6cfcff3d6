/** Approvals, recalls and senders in PostgreSQL. */
@NullMarked
package io.medley.content.lifecycle.jdbc;

import org.jspecify.annotations.NullMarked;
