/** How the work goes: what is under way and how often an agency's pieces pass at once. */
@NullMarked
package io.medley.content.scorecard;

import org.jspecify.annotations.NullMarked;
