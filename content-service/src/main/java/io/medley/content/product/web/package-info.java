@NullMarked
package io.medley.content.product.web;

import org.jspecify.annotations.NullMarked;
