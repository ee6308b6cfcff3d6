/** The claims library in PostgreSQL. */
@NullMarked
package io.medley.content.claim.jdbc;

import org.jspecify.annotations.NullMarked;
