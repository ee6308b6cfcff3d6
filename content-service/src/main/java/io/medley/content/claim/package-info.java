/**
 * The claims library and its references: wordings that have been approved, for whom and until when,
 * what supports them, and where in pieces they stand.
 */
@NullMarked
package io.medley.content.claim;

import org.jspecify.annotations.NullMarked;
