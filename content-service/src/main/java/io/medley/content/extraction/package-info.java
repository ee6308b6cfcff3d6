/**
 * Extraction: what a file says and looks like, found out in a process that may die without harm.
 */
@NullMarked
package io.medley.content.extraction;

import org.jspecify.annotations.NullMarked;
