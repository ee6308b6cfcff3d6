@NullMarked
package io.medley.content.extraction.process;

import org.jspecify.annotations.NullMarked;
