package io.medley.content.claim;

import io.medley.content.asset.VersionId;
import java.util.List;

/** Stored events of the library, newest first. */
public interface LibraryEvents {

  /** Topic under which every event is published, once it is committed; keyed by its subject. */
  String TOPIC = "library-event";

  /** Adds an event inside the caller's transaction. */
  void add(LibraryEvent event);

  /** The newest, of all subjects. */
  List<LibraryEvent> newest(int limit);

  /** Those of one subject. */
  List<LibraryEvent> of(String subject);

  /** Those that concern a version. */
  List<LibraryEvent> concerning(VersionId version);

  /**
   * Versions a label or registration of a brand in a market concerns, pieces at an end left out.
   */
  List<VersionId> made(String brandId, String market, List<String> indications);
}
