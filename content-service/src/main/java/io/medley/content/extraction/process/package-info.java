/** The reading processes: started, bounded, killed and replaced. */
@NullMarked
package io.medley.content.extraction.process;

import org.jspecify.annotations.NullMarked;
