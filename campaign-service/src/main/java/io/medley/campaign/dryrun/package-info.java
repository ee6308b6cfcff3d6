/** What a campaign would do: its journeys on a virtual clock, against shadow ledgers. */
@NullMarked
package io.medley.campaign.dryrun;

import org.jspecify.annotations.NullMarked;
