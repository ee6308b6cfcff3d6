/**
 * Briefs: what a marketer or coordinator asks an agency to make, for whom, with which claims and by
 * when; and the pieces made for it.
 */
@NullMarked
package io.medley.content.brief;

import org.jspecify.annotations.NullMarked;
