/** The medical-legal-regulatory review of one version: its ports, names and workers. */
@NullMarked
package io.medley.workflows.mlrreview;

import org.jspecify.annotations.NullMarked;
