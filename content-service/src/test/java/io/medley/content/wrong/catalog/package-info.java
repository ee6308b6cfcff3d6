@NullMarked
package io.medley.content.wrong.catalog;

import org.jspecify.annotations.NullMarked;
