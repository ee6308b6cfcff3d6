package io.medley.content.scorecard;

import java.util.Map;

/** The printed names of people who signed. */
public interface PeopleNames {

  /** Sign-in name → printed name on the newest signature. */
  Map<String, String> all();
}
