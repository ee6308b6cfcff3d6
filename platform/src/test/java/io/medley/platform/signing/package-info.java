@NullMarked
package io.medley.platform.signing;

import org.jspecify.annotations.NullMarked;
