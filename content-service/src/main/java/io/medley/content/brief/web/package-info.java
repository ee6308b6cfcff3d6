/** Briefs over the API and as pages. */
@NullMarked
package io.medley.content.brief.web;

import org.jspecify.annotations.NullMarked;
