@NullMarked
package io.medley.content.market;

import org.jspecify.annotations.NullMarked;
