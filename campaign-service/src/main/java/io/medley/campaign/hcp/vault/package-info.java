/** Keys of personal values. */
@NullMarked
package io.medley.campaign.hcp.vault;

import org.jspecify.annotations.NullMarked;
