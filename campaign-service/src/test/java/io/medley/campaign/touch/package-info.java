@NullMarked
package io.medley.campaign.touch;

import org.jspecify.annotations.NullMarked;
