@NullMarked
package io.medley.content.annotation;

import org.jspecify.annotations.NullMarked;
