/** Figures read from reviews and checks. */
@NullMarked
package io.medley.content.scorecard.jdbc;

import org.jspecify.annotations.NullMarked;
