@NullMarked
package io.medley.content.scorecard;

import org.jspecify.annotations.NullMarked;
