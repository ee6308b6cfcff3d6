/** Files on their way in: piece by piece, resumable, then read one after another. */
@NullMarked
package io.medley.content.upload;

import org.jspecify.annotations.NullMarked;
