@NullMarked
package io.medley.content.catalog;

import org.jspecify.annotations.NullMarked;
