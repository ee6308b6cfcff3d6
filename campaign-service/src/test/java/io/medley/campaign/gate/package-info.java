/** The gate on a real PostgreSQL and a real mail sink, with a content-service of the tests. */
@NullMarked
package io.medley.campaign.gate;

import org.jspecify.annotations.NullMarked;
