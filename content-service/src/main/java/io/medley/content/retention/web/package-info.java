/** Retention and legal hold as pages. */
@NullMarked
package io.medley.content.retention.web;

import org.jspecify.annotations.NullMarked;
