package io.medley.content.module;

import java.util.List;

/**
 * Where and with what a module may stand. An empty list asks nothing.
 *
 * @param requires keys of modules that must be in the same form
 * @param excludes keys of modules that must not be in the same form
 * @param after keys of modules that must come before it if they are there
 * @param countries markets it may be used in
 * @param audiences for whom
 * @param channels through which
 * @param atMost how often it may stand in one form; 0 = as often as there are places
 */
public record ModuleRules(
    List<String> requires,
    List<String> excludes,
    List<String> after,
    List<String> countries,
    List<String> audiences,
    List<String> channels,
    int atMost) {

  public ModuleRules {
    requires = List.copyOf(requires);
    excludes = List.copyOf(excludes);
    after = List.copyOf(after);
    countries = List.copyOf(countries);
    audiences = List.copyOf(audiences);
    channels = List.copyOf(channels);
  }

  /** Asks nothing. */
  public static ModuleRules none() {
    return new ModuleRules(List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), 0);
  }
}
