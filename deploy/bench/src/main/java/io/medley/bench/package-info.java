/** Figures beside their baselines: one script, one boot, the same servers for both. */
@NullMarked
package io.medley.bench;

import org.jspecify.annotations.NullMarked;
