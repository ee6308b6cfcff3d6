package io.medley.workflows.journey.interpreter;

import java.util.Map;
import org.camunda.feel.api.EvaluationResult;
import org.camunda.feel.api.FeelEngineApi;
import org.camunda.feel.api.FeelEngineBuilder;
import org.camunda.feel.api.ParseResult;
import org.camunda.feel.syntaxtree.ParsedExpression;
import org.jspecify.annotations.Nullable;

/** FEEL as the engine evaluates it; expressions are parsed once. */
final class Feel {

  private static final FeelEngineApi ENGINE = FeelEngineBuilder.forJava().build();

  private Feel() {}

  /**
   * An expression.
   *
   * @param text as in the model, without the leading {@code =}
   */
  record Expression(String text, ParsedExpression parsed) {

    /**
     * Its value; null where it refers to what is not there.
     *
     * @throws IllegalStateException if it cannot be evaluated
     */
    @Nullable Object evaluate(Map<String, Object> variables) {
      EvaluationResult result = ENGINE.evaluate(parsed, variables);
      if (result.isFailure()) {
        throw new IllegalStateException(text + ": " + result.failure().message());
      }
      return result.result();
    }
  }

  /** An expression cannot be read. */
  static final class Unreadable extends Exception {
    private static final long serialVersionUID = 1L;

    Unreadable(String message) {
      super(message);
    }
  }

  /**
   * Reads an expression of a model.
   *
   * @param written with the leading {@code =}
   */
  static Expression parse(String written) throws Unreadable {
    String text = written.strip();
    if (!text.startsWith("=")) {
      throw new Unreadable("\"" + text + "\" is no expression: it must begin with \"=\"");
    }
    text = text.substring(1).strip();
    ParseResult result = ENGINE.parseExpression(text);
    if (result.isFailure()) {
      throw new Unreadable("\"" + text + "\" cannot be read: " + result.failure().message());
    }
    return new Expression(text, result.parsedExpression());
  }
}
