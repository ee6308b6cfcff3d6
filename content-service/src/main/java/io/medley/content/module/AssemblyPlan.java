package io.medley.content.module;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a piece is to be made of.
 *
 * @param template key of the template
 * @param slots for each place of the template the keys of the modules that may stand there; with
 *     several, one of them is chosen when the piece is sent
 */
public record AssemblyPlan(
    String title,
    String brandId,
    String language,
    List<String> countries,
    List<String> audiences,
    List<String> channels,
    String template,
    Map<String, List<String>> slots) {

  public AssemblyPlan {
    countries = List.copyOf(countries);
    audiences = List.copyOf(audiences);
    channels = List.copyOf(channels);
    slots = new TreeMap<>(slots);
  }
}
