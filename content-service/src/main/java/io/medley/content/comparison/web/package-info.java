/** The comparison page and resource. */
@NullMarked
package io.medley.content.comparison.web;

import org.jspecify.annotations.NullMarked;
