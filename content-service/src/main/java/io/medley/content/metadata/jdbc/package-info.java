/** Rows of what is recorded beside a version's own metadata. */
@NullMarked
package io.medley.content.metadata.jdbc;

import org.jspecify.annotations.NullMarked;
