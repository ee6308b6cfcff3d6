/** Messages that commit with the change they describe, their order, relay and feed. */
@NullMarked
package io.medley.platform.outbox;

import org.jspecify.annotations.NullMarked;
