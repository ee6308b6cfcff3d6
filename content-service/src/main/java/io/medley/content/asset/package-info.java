/**
 * Assets and their versions: what an agency uploads, tags and submits, and how a version's state
 * moves.
 */
@NullMarked
package io.medley.content.asset;

import org.jspecify.annotations.NullMarked;
