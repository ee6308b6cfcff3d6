/** What representatives are asked, what they answer, and what follows from it. */
@NullMarked
package io.medley.campaign.rep;

import org.jspecify.annotations.NullMarked;
