/** The metadata document over HTTP. */
@NullMarked
package io.medley.content.metadata.web;

import org.jspecify.annotations.NullMarked;
