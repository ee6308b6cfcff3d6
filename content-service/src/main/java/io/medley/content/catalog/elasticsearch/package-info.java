/** The catalog's index: a projection of the approvals, rebuilt and compared at will. */
@NullMarked
package io.medley.content.catalog.elasticsearch;

import org.jspecify.annotations.NullMarked;
