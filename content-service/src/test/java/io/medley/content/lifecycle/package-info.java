@NullMarked
package io.medley.content.lifecycle;

import org.jspecify.annotations.NullMarked;
