/**
 * The validation pack: each requirement with its risk, its tests and what these said in this run.
 */
@NullMarked
package io.medley.validation;

import org.jspecify.annotations.NullMarked;
