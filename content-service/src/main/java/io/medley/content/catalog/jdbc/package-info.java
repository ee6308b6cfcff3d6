/** What the catalog reads and keeps in PostgreSQL. */
@NullMarked
package io.medley.content.catalog.jdbc;

import org.jspecify.annotations.NullMarked;
