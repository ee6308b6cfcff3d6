/** Refusals and how they are told to people and to programs (RFC 9457). */
@NullMarked
package io.medley.platform.problem;

import org.jspecify.annotations.NullMarked;
