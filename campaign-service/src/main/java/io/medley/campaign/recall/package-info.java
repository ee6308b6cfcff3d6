/** Versions that HCPs received and that were withdrawn or replaced, and setting that right. */
@NullMarked
package io.medley.campaign.recall;

import org.jspecify.annotations.NullMarked;
