@NullMarked
package io.medley.content.precheck.jdbc;

import org.jspecify.annotations.NullMarked;
