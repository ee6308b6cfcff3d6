/**
 * What each market demands of a review, as data people can read: lanes, final signatory, calendar,
 * steps before first use. A new market is a new file.
 */
@NullMarked
package io.medley.content.market;

import org.jspecify.annotations.NullMarked;
