@NullMarked
package io.medley.platform.outbox;

import org.jspecify.annotations.NullMarked;
