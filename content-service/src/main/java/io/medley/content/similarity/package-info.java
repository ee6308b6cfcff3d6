/**
 * Which stored pieces say nearly the same: shingles, MinHash to find candidates, exact Jaccard to
 * decide.
 */
@NullMarked
package io.medley.content.similarity;

import org.jspecify.annotations.NullMarked;
