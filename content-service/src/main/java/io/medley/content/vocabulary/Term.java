package io.medley.content.vocabulary;

import java.util.List;

/**
 * One term.
 *
 * @param code what is stored
 * @param label what people read
 * @param aliases other words for the same, used to recognise it
 * @param retired kept for old tags, not offered for new ones
 */
public record Term(String code, String label, List<String> aliases, boolean retired) {

  public Term {
    aliases = List.copyOf(aliases);
  }
}
