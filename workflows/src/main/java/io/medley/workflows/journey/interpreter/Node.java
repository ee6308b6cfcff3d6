package io.medley.workflows.journey.interpreter;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One element of a journey. */
sealed interface Node {

  /** Id of the element. */
  String id();

  /** Ids of the elements it may go on to. */
  List<String> ahead();

  /** True if a journey may stand here while time passes. */
  default boolean waits() {
    return false;
  }

  /** A target variable and the expression that fills it. */
  record Mapping(String target, Feel.Expression source) {}

  /** A job of one of the step ports. */
  record Job(
      String id,
      String type,
      Map<String, String> headers,
      List<Mapping> inputs,
      List<Mapping> outputs,
      String next)
      implements Node {
    @Override
    public List<String> ahead() {
      return List.of(next);
    }
  }

  /** A way out of a choice. */
  record Branch(Feel.Expression condition, String next) {}

  /** The first branch whose condition holds, else the default. */
  record Choice(String id, List<Branch> branches, @Nullable String otherwise) implements Node {
    @Override
    public List<String> ahead() {
      List<String> ahead = new java.util.ArrayList<>();
      branches.forEach(branch -> ahead.add(branch.next()));
      if (otherwise != null) {
        ahead.add(otherwise);
      }
      return ahead;
    }
  }

  /** Waits until an instant. */
  record Timer(String id, Feel.Expression date, String next) implements Node {
    @Override
    public List<String> ahead() {
      return List.of(next);
    }

    @Override
    public boolean waits() {
      return true;
    }
  }

  /** Waits for a message. */
  record Hearing(String id, String message, String next) implements Node {
    @Override
    public List<String> ahead() {
      return List.of(next);
    }

    @Override
    public boolean waits() {
      return true;
    }
  }

  /** Whichever of these comes first. */
  record Race(String id, List<String> runners) implements Node {
    @Override
    public List<String> ahead() {
      return runners;
    }
  }

  /** Goes straight on. */
  record Passage(String id, String next) implements Node {
    @Override
    public List<String> ahead() {
      return List.of(next);
    }
  }

  /** The end. */
  record End(String id) implements Node {
    @Override
    public List<String> ahead() {
      return List.of();
    }
  }
}
