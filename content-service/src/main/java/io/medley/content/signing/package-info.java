/**
 * Electronic signatures over a lane's verdict: 21 CFR Part 11, bound to the exact bytes and
 * metadata.
 */
@NullMarked
package io.medley.content.signing;

import org.jspecify.annotations.NullMarked;
