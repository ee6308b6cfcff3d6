/** Briefs in PostgreSQL. */
@NullMarked
package io.medley.content.brief.jdbc;

import org.jspecify.annotations.NullMarked;
