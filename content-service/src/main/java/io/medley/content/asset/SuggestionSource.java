package io.medley.content.asset;

import io.medley.content.extraction.ExtractedFile;
import io.medley.platform.security.Actor;
import java.util.List;

/**
 * A feature that knows more of a file's tags than the file itself says, for example from pieces
 * confirmed earlier. Called outside any transaction while a file is taken in.
 */
public interface SuggestionSource {

  /**
   * Tags it can speak for.
   *
   * @param read what was read from the file
   * @param found what the file itself speaks for
   * @param by who brings the file; nothing this person may not see may show in the evidence
   */
  List<Suggestion> suggest(ExtractedFile read, List<Suggestion> found, Actor by);
}
