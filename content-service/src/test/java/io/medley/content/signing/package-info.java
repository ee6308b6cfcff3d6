@NullMarked
package io.medley.content.signing;

import org.jspecify.annotations.NullMarked;
