/**
 * The doors the demo and the tests use: the services' APIs, their pages as a browser sees them,
 * Tasklist's own API.
 */
@NullMarked
package io.medley.seed.http;

import org.jspecify.annotations.NullMarked;
