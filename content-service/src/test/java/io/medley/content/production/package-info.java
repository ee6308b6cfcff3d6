@NullMarked
package io.medley.content.production;

import org.jspecify.annotations.NullMarked;
