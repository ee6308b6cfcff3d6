/**
 * The making of a piece until its review starts: what the process {@code content-production} asks,
 * every submission, and the coordinator's look before the reviewers are asked.
 */
@NullMarked
package io.medley.content.production;

import org.jspecify.annotations.NullMarked;
