/** HCPs: who they are, their pseudonyms, and their personal values under a key of their own. */
@NullMarked
package io.medley.campaign.hcp;

import org.jspecify.annotations.NullMarked;
