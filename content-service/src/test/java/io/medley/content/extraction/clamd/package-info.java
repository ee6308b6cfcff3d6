@NullMarked
package io.medley.content.extraction.clamd;

import org.jspecify.annotations.NullMarked;
