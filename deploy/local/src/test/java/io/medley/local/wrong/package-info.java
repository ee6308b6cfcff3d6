/** Classes the architecture rules must reject. */
@NullMarked
package io.medley.local.wrong;

import org.jspecify.annotations.NullMarked;
