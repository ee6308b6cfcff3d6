@NullMarked
package io.medley.campaign.change;

import org.jspecify.annotations.NullMarked;
