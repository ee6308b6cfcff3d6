/** Productions and submissions in PostgreSQL. */
@NullMarked
package io.medley.content.production.jdbc;

import org.jspecify.annotations.NullMarked;
