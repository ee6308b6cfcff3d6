@NullMarked
package io.medley.content.wrong.product;

import org.jspecify.annotations.NullMarked;
