/** Pages and API of modular content. */
@NullMarked
package io.medley.content.module.web;

import org.jspecify.annotations.NullMarked;
