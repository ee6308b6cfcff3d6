@NullMarked
package io.medley.seed;

import org.jspecify.annotations.NullMarked;
