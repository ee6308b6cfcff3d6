/**
 * Medical, legal and regulatory review of one submitted version, from opening to its one outcome.
 */
@NullMarked
package io.medley.content.review;

import org.jspecify.annotations.NullMarked;
