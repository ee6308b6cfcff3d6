/** Deliberately wrong classes that the architecture rules must reject. */
@NullMarked
package io.medley.workflows.rejected;

import org.jspecify.annotations.NullMarked;
