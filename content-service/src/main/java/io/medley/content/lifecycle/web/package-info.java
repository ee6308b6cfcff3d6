/** The approvals feed, objects and withdrawal over HTTP. */
@NullMarked
package io.medley.content.lifecycle.web;

import org.jspecify.annotations.NullMarked;
