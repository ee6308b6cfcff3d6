/** The catalog's pages and resources. */
@NullMarked
package io.medley.content.catalog.web;

import org.jspecify.annotations.NullMarked;
