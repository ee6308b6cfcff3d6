/** Product master: brands, labels, safety texts and registrations, kept with their history. */
@NullMarked
package io.medley.content.product;

import org.jspecify.annotations.NullMarked;
