/**
 * What {@code ./medley up} leaves running: starts the whole stack side by side, holds it, and stops
 * it in order.
 */
@NullMarked
package io.medley.local.supervisor;

import org.jspecify.annotations.NullMarked;
