@NullMarked
package io.medley.campaign.touch.content;

import org.jspecify.annotations.NullMarked;
