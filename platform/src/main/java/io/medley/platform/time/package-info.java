/** The two clocks: business time and real time. */
@NullMarked
package io.medley.platform.time;

import org.jspecify.annotations.NullMarked;
