/** Deliberately wrong classes that the architecture rules must reject. */
@NullMarked
package io.medley.rejected;

import org.jspecify.annotations.NullMarked;
