/** Stands for a service in the test of the architecture's rules. */
@NullMarked
package io.medley.content;

import org.jspecify.annotations.NullMarked;
