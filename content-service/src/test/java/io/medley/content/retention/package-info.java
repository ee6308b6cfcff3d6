/** Retention and legal hold on the real store. */
@NullMarked
package io.medley.content.retention;

import org.jspecify.annotations.NullMarked;
