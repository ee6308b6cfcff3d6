/** Following the feed of a neighbouring service. */
@NullMarked
package io.medley.platform.feed;

import org.jspecify.annotations.NullMarked;
