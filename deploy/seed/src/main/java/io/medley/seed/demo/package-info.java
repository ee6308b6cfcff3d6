/**
 * The whole road told as it happens: from an agency's file to the right doctor, and back when a
 * piece is withdrawn.
 */
@NullMarked
package io.medley.seed.demo;

import org.jspecify.annotations.NullMarked;
