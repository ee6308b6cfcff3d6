@NullMarked
package io.medley.campaign.rep;

import org.jspecify.annotations.NullMarked;
