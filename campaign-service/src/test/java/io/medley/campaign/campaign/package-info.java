@NullMarked
package io.medley.campaign.campaign;

import org.jspecify.annotations.NullMarked;
