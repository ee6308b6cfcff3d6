@NullMarked
package io.medley.campaign.event;

import org.jspecify.annotations.NullMarked;
