/** Controlled vocabularies: the words a tag may take, with the aliases people use for them. */
@NullMarked
package io.medley.content.vocabulary;

import org.jspecify.annotations.NullMarked;
