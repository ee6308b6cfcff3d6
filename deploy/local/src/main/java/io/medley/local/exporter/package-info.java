/** What runs inside the broker's JVM. */
@NullMarked
package io.medley.local.exporter;

import org.jspecify.annotations.NullMarked;
