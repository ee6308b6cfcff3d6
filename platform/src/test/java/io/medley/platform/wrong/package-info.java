/** Classes that the architecture's rules must reject. */
@NullMarked
package io.medley.platform.wrong;

import org.jspecify.annotations.NullMarked;
