/** Fetching links over HTTP. */
@NullMarked
package io.medley.content.precheck.http;

import org.jspecify.annotations.NullMarked;
