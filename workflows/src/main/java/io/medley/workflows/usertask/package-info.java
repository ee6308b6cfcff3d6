/** Human tasks as the engine shows them: a port, and an adapter per engine generation. */
@NullMarked
package io.medley.workflows.usertask;

import org.jspecify.annotations.NullMarked;
