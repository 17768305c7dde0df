package dev.seaworthy.engine.policy.runtime;

import dev.seaworthy.engine.policy.PreparedPolicy;
import dev.seaworthy.engine.rego.Input;
import dev.seaworthy.engine.rego.Program;
import dev.seaworthy.engine.rego.RegoException;
import dev.seaworthy.engine.rego.Session;
import dev.seaworthy.engine.rego.value.Value;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** A program, and a session of it for each call: what is costly in one, the program keeps. */
final class SessionPolicy implements PreparedPolicy {
  private final Program program;

  SessionPolicy(Program program) {
    this.program = program;
  }

  @Override
  public Map<String, Answer> evaluate(List<String> entrypoints, Input input) {
    return evaluateAll(entrypoints, List.of(() -> input)).get(0);
  }

  @Override
  public List<Map<String, Answer>> evaluateAll(
      List<String> entrypoints, List<Supplier<Input>> inputs) {
    try (Session session = program.open()) {
      return inputs.stream().map(input -> evaluate(session, entrypoints, input.get())).toList();
    }
  }

  @Override
  public void release() {
    program.release();
  }

  private static Map<String, Answer> evaluate(
      Session session, List<String> entrypoints, Input input) {
    session.input(input);
    Map<String, Answer> answers = new TreeMap<>();
    for (String entrypoint : entrypoints) {
      answers.put(entrypoint, evaluate(session, entrypoint));
    }
    return answers;
  }

  private static Answer evaluate(Session session, String entrypoint) {
    try {
      Value value = session.evaluate(entrypoint);
      return value == null ? new Answer.Failed(Failures.undefined()) : new Answer.Said(value);
    } catch (RegoException e) {
      return new Answer.Failed(Failures.problem(e));
    }
  }
}
