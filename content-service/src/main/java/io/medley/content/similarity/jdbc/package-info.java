/** Rows of fingerprints. */
@NullMarked
package io.medley.content.similarity.jdbc;

import org.jspecify.annotations.NullMarked;
