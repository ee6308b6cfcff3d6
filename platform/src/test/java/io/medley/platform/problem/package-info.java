@NullMarked
package io.medley.platform.problem;

import org.jspecify.annotations.NullMarked;
