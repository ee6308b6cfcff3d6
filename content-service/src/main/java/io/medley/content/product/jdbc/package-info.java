@NullMarked
package io.medley.content.product.jdbc;

import org.jspecify.annotations.NullMarked;
