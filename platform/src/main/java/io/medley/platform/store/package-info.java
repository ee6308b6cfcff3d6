/** File bytes, addressed by their SHA-256. */
@NullMarked
package io.medley.platform.store;

import org.jspecify.annotations.NullMarked;
