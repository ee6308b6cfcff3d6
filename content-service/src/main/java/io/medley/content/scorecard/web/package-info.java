/** Queue, scorecard and second tagging. */
@NullMarked
package io.medley.content.scorecard.web;

import org.jspecify.annotations.NullMarked;
