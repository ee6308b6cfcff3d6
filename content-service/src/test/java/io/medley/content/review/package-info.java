@NullMarked
package io.medley.content.review;

import org.jspecify.annotations.NullMarked;
