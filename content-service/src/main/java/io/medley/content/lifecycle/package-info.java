/**
 * What may be served: going live, withdrawal, expiry, and the approvals feed other services follow.
 */
@NullMarked
package io.medley.content.lifecycle;

import org.jspecify.annotations.NullMarked;
