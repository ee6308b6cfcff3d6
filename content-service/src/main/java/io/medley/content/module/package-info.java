/**
 * Modular content: modules with rules that are executed, approved and versioned like other content;
 * assembling a piece from them, with every permitted form rendered beforehand and checked.
 */
@NullMarked
package io.medley.content.module;

import org.jspecify.annotations.NullMarked;
