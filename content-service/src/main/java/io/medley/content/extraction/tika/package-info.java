/** Runs in the reading process only: everything here may loop, crash or run out of memory. */
@NullMarked
package io.medley.content.extraction.tika;

import org.jspecify.annotations.NullMarked;
