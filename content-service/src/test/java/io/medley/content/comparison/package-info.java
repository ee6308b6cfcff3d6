@NullMarked
package io.medley.content.comparison;

import org.jspecify.annotations.NullMarked;
