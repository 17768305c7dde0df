package dev.seaworthy.engine.rego.builtin;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A parsed template.
 *
 * @param main what it consists of
 * @param defined the templates that it defines by name
 */
record Template(List<Node> main, Map<String, List<Node>> defined) {

  /** Text or an action. */
  sealed interface Node permits Text, Output, Choice, Range, Jump, Call {}

  record Text(String text) implements Node {}

  /** Writes a pipeline's value, unless it is assigned. */
  record Output(Pipeline pipeline) implements Node {}

  /**
   * {@code if} or {@code with}.
   *
   * @param movesDot whether the body's dot is the pipeline's value
   */
  record Choice(Pipeline pipeline, List<Node> body, List<Node> otherwise, boolean movesDot)
      implements Node {}

  record Range(Pipeline pipeline, List<Node> body, List<Node> otherwise) implements Node {}

  /** {@code break}, or else {@code continue}. */
  record Jump(boolean isBreak) implements Node {}

  record Call(String name, @Nullable Pipeline pipeline) implements Node {}

  /** Something with a value. */
  sealed interface Expression permits Dot, Fields, Variable, Literal, Nil, Function, Pipeline {}

  record Dot() implements Expression {}

  record Fields(Expression of, List<String> names) implements Expression {}

  record Variable(String name) implements Expression {}

  /** A {@code Long}, {@code Double}, {@code Boolean} or {@code String}. */
  record Literal(Object value) implements Expression {}

  record Nil() implements Expression {}

  record Function(String name) implements Expression {}

  /**
   * Commands of which each gets the value of the one before.
   *
   * @param variables that get the last value
   * @param isNew whether they are declared here
   */
  record Pipeline(List<String> variables, boolean isNew, List<Command> commands)
      implements Expression {}

  /** A value, or a function and its arguments. */
  record Command(List<Expression> words) {}
}
