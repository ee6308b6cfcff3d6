@NullMarked
package io.medley.content;

import org.jspecify.annotations.NullMarked;
