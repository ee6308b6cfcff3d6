/** Annotations in PostgreSQL. */
@NullMarked
package io.medley.content.annotation.jdbc;

import org.jspecify.annotations.NullMarked;
