/**
 * What reviewers say about the words, pictures and moments of a version, and what became of it: one
 * annotation lives through all versions of its piece, with a place in each.
 */
@NullMarked
package io.medley.content.annotation;

import org.jspecify.annotations.NullMarked;
