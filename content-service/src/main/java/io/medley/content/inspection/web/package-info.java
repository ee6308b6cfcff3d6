/** Downloads for inspectors. */
@NullMarked
package io.medley.content.inspection.web;

import org.jspecify.annotations.NullMarked;
