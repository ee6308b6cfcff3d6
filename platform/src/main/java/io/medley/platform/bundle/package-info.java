/**
 * Signed bundles: a zip that carries everything needed to prove what is in it, and the program that
 * checks one without database or network.
 */
@NullMarked
package io.medley.platform.bundle;

import org.jspecify.annotations.NullMarked;
