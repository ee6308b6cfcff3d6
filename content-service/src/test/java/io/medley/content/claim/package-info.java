@NullMarked
package io.medley.content.claim;

import org.jspecify.annotations.NullMarked;
