/** Deliberately wrong classes that the architecture rules must reject. */
@NullMarked
package io.medley.content.rejected;

import org.jspecify.annotations.NullMarked;
