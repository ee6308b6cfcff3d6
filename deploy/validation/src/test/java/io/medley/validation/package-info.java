/** Tests of the validation pack on reports made for them. */
@NullMarked
package io.medley.validation;

import org.jspecify.annotations.NullMarked;
