package io.medley.content.module;

/** What a module is. */
public enum ModuleKind {
  /** Words. */
  TEXT,
  /** Words that are an approved claim of the library. */
  CLAIM,
  /** A picture with words for those who do not see it. */
  IMAGE,
  /** A table, as CSV. */
  DATA,
  /** HTML with places for other modules, written as <code>{{module.opening}}</code>. */
  TEMPLATE
}
