/** Stands where content-service's classes would, so that a rule can be shown to reject them. */
@NullMarked
package io.medley.content;

import org.jspecify.annotations.NullMarked;
