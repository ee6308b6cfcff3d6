@NullMarked
package io.medley.content.brief;

import org.jspecify.annotations.NullMarked;
