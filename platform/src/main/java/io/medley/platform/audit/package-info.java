/** Append-only, hash-chained record of every decision, and its verification. */
@NullMarked
package io.medley.platform.audit;

import org.jspecify.annotations.NullMarked;
