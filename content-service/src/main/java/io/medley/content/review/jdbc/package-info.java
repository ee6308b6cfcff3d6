/** Reviews, lanes and comments in PostgreSQL. */
@NullMarked
package io.medley.content.review.jdbc;

import org.jspecify.annotations.NullMarked;
