@NullMarked
package io.medley.campaign.privacy;

import org.jspecify.annotations.NullMarked;
