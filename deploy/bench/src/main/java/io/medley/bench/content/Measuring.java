package io.medley.bench.content;

import io.medley.bench.Figure;
import io.medley.bench.Protocol;
import java.util.function.Consumer;

/**
 * What every measurement needs.
 *
 * @param service as it runs
 * @param protocol how long and how often
 * @param figures where they go
 */
record Measuring(Booted service, Protocol protocol, Consumer<Figure> figures) {

  void add(Figure figure) {
    figures.accept(figure);
  }
}
