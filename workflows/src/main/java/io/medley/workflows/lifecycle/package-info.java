/** The life of one approved version: its ports, names and workers. */
@NullMarked
package io.medley.workflows.lifecycle;

import org.jspecify.annotations.NullMarked;
