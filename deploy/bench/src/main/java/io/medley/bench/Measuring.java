package io.medley.bench;

import java.util.function.Consumer;

/**
 * What every measurement needs.
 *
 * @param service as it runs
 * @param protocol how long and how often
 * @param figures where they go
 */
public record Measuring(Booted service, Protocol protocol, Consumer<Figure> figures) {

  /** Tells a figure. */
  public void add(Figure figure) {
    figures.accept(figure);
  }
}
