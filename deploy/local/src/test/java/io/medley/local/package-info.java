@NullMarked
package io.medley.local;

import org.jspecify.annotations.NullMarked;
