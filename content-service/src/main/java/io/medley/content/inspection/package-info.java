/**
 * What an inspector takes away: the certified copy with its signature page, and the bundle that
 * proves itself.
 */
@NullMarked
package io.medley.content.inspection;

import org.jspecify.annotations.NullMarked;
