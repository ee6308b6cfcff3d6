/** Holds and disposals in PostgreSQL. */
@NullMarked
package io.medley.content.retention.jdbc;

import org.jspecify.annotations.NullMarked;
