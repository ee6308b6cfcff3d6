@NullMarked
package io.medley.bench;

import org.jspecify.annotations.NullMarked;
