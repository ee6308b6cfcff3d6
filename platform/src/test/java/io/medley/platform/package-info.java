@NullMarked
package io.medley.platform;

import org.jspecify.annotations.NullMarked;
