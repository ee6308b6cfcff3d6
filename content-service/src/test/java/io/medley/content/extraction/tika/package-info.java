@NullMarked
package io.medley.content.extraction.tika;

import org.jspecify.annotations.NullMarked;
