@NullMarked
package io.medley.content.similarity;

import org.jspecify.annotations.NullMarked;
