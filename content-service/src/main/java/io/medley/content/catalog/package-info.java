/**
 * Finding approved pieces; what may be served is decided by id from the approvals, never from a
 * search.
 */
@NullMarked
package io.medley.content.catalog;

import org.jspecify.annotations.NullMarked;
