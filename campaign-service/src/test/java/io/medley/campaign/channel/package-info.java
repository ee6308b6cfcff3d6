@NullMarked
package io.medley.campaign.channel;

import org.jspecify.annotations.NullMarked;
