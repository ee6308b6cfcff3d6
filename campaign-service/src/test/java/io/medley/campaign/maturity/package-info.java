@NullMarked
package io.medley.campaign.maturity;

import org.jspecify.annotations.NullMarked;
