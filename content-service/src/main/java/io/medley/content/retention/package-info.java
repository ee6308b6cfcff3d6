/**
 * How long an asset is kept, who holds it longer, and its disposal when nobody needs it any more.
 */
@NullMarked
package io.medley.content.retention;

import org.jspecify.annotations.NullMarked;
