/**
 * Whether a service's published description says what the service does; for the tests of services.
 */
@NullMarked
package io.medley.platform.description;

import org.jspecify.annotations.NullMarked;
