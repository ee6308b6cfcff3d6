/** Pages on market packs. */
@NullMarked
package io.medley.content.market.web;

import org.jspecify.annotations.NullMarked;
