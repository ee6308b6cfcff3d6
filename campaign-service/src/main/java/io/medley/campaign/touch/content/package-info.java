/** content-service as a client sees it: the approvals feed, the selection, the bytes of pieces. */
@NullMarked
package io.medley.campaign.touch.content;

import org.jspecify.annotations.NullMarked;
