/** Classes that break a rule of the module, so that the rule is seen to reject them. */
@NullMarked
package io.medley.campaign.rejected;

import org.jspecify.annotations.NullMarked;
