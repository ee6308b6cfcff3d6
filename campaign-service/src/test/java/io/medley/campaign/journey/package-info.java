@NullMarked
package io.medley.campaign.journey;

import org.jspecify.annotations.NullMarked;
