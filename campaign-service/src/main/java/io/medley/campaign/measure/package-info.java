/** What came back: opens, clicks and unsubscribes, and the figures counted from the stores. */
@NullMarked
package io.medley.campaign.measure;

import org.jspecify.annotations.NullMarked;
