/** Annotations as resources, as W3C Web Annotations, and as they happen. */
@NullMarked
package io.medley.content.annotation.web;

import org.jspecify.annotations.NullMarked;
