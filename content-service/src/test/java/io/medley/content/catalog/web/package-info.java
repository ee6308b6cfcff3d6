@NullMarked
package io.medley.content.catalog.web;

import org.jspecify.annotations.NullMarked;
