/** Coordinator QC over the API and as pages. */
@NullMarked
package io.medley.content.production.web;

import org.jspecify.annotations.NullMarked;
