/** A service that has nothing but the platform. */
@NullMarked
package io.medley.platform.sample;

import org.jspecify.annotations.NullMarked;
