/** The content service measured: selection, search, ingest, upload, audit, checks. */
@NullMarked
package io.medley.bench.content;

import org.jspecify.annotations.NullMarked;
