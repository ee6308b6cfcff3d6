/**
 * The metadata document of a version: everything that is known of it in one published form, its
 * quality, and its forms for other systems.
 */
@NullMarked
package io.medley.content.metadata;

import org.jspecify.annotations.NullMarked;
