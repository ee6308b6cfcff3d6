/** The connection to the engine: deployment, commands through the outbox, retries. */
@NullMarked
package io.medley.workflows.engine;

import org.jspecify.annotations.NullMarked;
