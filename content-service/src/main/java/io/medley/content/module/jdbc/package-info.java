/** Rows of modular content. */
@NullMarked
package io.medley.content.module.jdbc;

import org.jspecify.annotations.NullMarked;
