/**
 * Pre-checks: deterministic rules from versioned packs, run on the exact text and metadata of a
 * version.
 */
@NullMarked
package io.medley.content.precheck;

import org.jspecify.annotations.NullMarked;
