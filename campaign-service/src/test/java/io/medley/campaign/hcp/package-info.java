@NullMarked
package io.medley.campaign.hcp;

import org.jspecify.annotations.NullMarked;
