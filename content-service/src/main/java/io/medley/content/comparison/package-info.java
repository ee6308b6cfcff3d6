/** What changed between two versions: words and pictures. */
@NullMarked
package io.medley.content.comparison;

import org.jspecify.annotations.NullMarked;
