@NullMarked
package io.medley.platform.jdbc;

import org.jspecify.annotations.NullMarked;
