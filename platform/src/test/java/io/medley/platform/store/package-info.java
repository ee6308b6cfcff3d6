@NullMarked
package io.medley.platform.store;

import org.jspecify.annotations.NullMarked;
