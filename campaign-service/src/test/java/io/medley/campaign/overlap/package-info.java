@NullMarked
package io.medley.campaign.overlap;

import org.jspecify.annotations.NullMarked;
