@NullMarked
package io.medley.platform.bundle;

import org.jspecify.annotations.NullMarked;
