package io.medley.content.vocabulary;

import java.util.List;

/**
 * One term.
 *
 * @param code what is stored
 * @param label what people read
 * @param aliases other words for the same, used to recognise it
 * @param retired kept for old tags, not offered for new ones
 * @param parent code of the wider term it belongs to; empty if its vocabulary has no wider one
 * @param position place among the terms, from 1
 * @param rowVersion rises with every change of the term
 */
public record Term(
    String code,
    String label,
    List<String> aliases,
    boolean retired,
    String parent,
    int position,
    long rowVersion) {

  public Term {
    aliases = List.copyOf(aliases);
  }

  /** A term at the top, as it was first written. */
  public Term(String code, String label, List<String> aliases, boolean retired) {
    this(code, label, aliases, retired, "", 1, 1);
  }

  /** Whether these words are this term's code, label or one of its aliases, however spelt. */
  public boolean answersTo(String words) {
    String wanted = words.strip();
    return code.equalsIgnoreCase(wanted)
        || label.equalsIgnoreCase(wanted)
        || aliases.stream().anyMatch(alias -> alias.equalsIgnoreCase(wanted));
  }
}
