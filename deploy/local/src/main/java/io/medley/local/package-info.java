/**
 * The servers Medley runs on, started on one machine without containers: each a closeable object
 * that hands out addresses and credentials, used alike by {@code ./medley up} and by tests. Imports
 * nothing of Medley's and no engine client.
 */
@NullMarked
package io.medley.local;

import org.jspecify.annotations.NullMarked;
