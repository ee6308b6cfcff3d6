/** The review desk, the signing page and the review resources. */
@NullMarked
package io.medley.content.review.web;

import org.jspecify.annotations.NullMarked;
