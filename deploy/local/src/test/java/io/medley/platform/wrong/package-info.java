/** Stands for the module above, which is not on this module's class path. */
@NullMarked
package io.medley.platform.wrong;

import org.jspecify.annotations.NullMarked;
