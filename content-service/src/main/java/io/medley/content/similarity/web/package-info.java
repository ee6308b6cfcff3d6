/** Similar pieces over HTTP. */
@NullMarked
package io.medley.content.similarity.web;

import org.jspecify.annotations.NullMarked;
