@NullMarked
package io.medley.content.review.web;

import org.jspecify.annotations.NullMarked;
