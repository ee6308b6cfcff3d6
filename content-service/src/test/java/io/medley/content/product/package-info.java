@NullMarked
package io.medley.content.product;

import org.jspecify.annotations.NullMarked;
