/** Uploads in PostgreSQL. */
@NullMarked
package io.medley.content.upload.jdbc;

import org.jspecify.annotations.NullMarked;
