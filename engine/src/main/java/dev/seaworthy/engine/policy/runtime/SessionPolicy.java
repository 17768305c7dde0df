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
import java.util.concurrent.ConcurrentLinkedDeque;

/** A program and its idle sessions: as many as threads have used at once. */
final class SessionPolicy implements PreparedPolicy {
  private final Program program;
  private final ConcurrentLinkedDeque<Session> idle = new ConcurrentLinkedDeque<>();

  SessionPolicy(Program program) {
    this.program = program;
  }

  @Override
  public Map<String, Answer> evaluate(List<String> entrypoints, Input input) {
    Session pooled = idle.poll();
    Session session = pooled == null ? program.open() : pooled;
    session.input(input);
    Map<String, Answer> answers = new TreeMap<>();
    for (String entrypoint : entrypoints) {
      answers.put(entrypoint, evaluate(session, entrypoint));
    }
    idle.push(session);
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
