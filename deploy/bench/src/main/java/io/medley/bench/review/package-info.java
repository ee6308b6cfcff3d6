/** Measures reviews on the real engine. */
@org.jspecify.annotations.NullMarked
package io.medley.bench.review;
