@NullMarked
package io.medley.content.wrong.precheck.jdbc;

import org.jspecify.annotations.NullMarked;
