@NullMarked
package io.medley.campaign.launch;

import org.jspecify.annotations.NullMarked;
