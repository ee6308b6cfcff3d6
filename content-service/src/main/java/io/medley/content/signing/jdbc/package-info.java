/** Signatures and signing requests in PostgreSQL. */
@NullMarked
package io.medley.content.signing.jdbc;

import org.jspecify.annotations.NullMarked;
