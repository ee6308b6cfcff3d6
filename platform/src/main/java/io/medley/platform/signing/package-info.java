/** Digests, canonical JSON and signatures. */
@NullMarked
package io.medley.platform.signing;

import org.jspecify.annotations.NullMarked;
