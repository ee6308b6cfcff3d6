package io.medley.workflows.journey.interpreter;

import java.util.Map;
import java.util.Objects;

/** A journey ready to be walked. Immutable; one model serves any number of runs. */
public final class JourneyModel {

  private final String processId;
  private final Map<String, Node> nodes;
  private final String first;
  private final String exit;

  JourneyModel(String processId, Map<String, Node> nodes, String first, String exit) {
    this.processId = processId;
    this.nodes = Map.copyOf(nodes);
    this.first = first;
    this.exit = exit;
  }

  /**
   * Reads a model and refuses what a journey must not be: elements other than the ones a journey is
   * built from, jobs without what the domain needs, places that cannot be reached or left, steps
   * that need a handover nothing before them can fill.
   *
   * @throws JourneyModelRefused with all problems at once
   */
  public static JourneyModel compile(String bpmnXml) {
    return new ModelCompiler(bpmnXml).compile();
  }

  /** Id of the process. */
  public String processId() {
    return processId;
  }

  /** The element after the start. */
  Node first() {
    return node(first);
  }

  /** The first element of leaving early. */
  Node exit() {
    return node(exit);
  }

  Node node(String id) {
    return Objects.requireNonNull(nodes.get(id), id);
  }
}
