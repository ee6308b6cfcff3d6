@NullMarked
package io.medley.content.usage.jdbc;

import org.jspecify.annotations.NullMarked;
