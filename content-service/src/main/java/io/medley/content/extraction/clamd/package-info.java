/** The virus scanner clamd, spoken to over TCP. */
@NullMarked
package io.medley.content.extraction.clamd;

import org.jspecify.annotations.NullMarked;
