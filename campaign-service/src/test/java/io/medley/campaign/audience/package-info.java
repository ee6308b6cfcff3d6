@NullMarked
package io.medley.campaign.audience;

import org.jspecify.annotations.NullMarked;
