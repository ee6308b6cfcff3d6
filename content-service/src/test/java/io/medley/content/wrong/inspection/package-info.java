/** What the rooms for inspection must not do. */
@NullMarked
package io.medley.content.wrong.inspection;

import org.jspecify.annotations.NullMarked;
