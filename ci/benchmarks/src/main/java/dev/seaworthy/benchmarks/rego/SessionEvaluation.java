package dev.seaworthy.benchmarks.rego;

import dev.seaworthy.engine.rego.Input;
import dev.seaworthy.engine.rego.Session;
import dev.seaworthy.engine.rego.value.Value;
import dev.seaworthy.engine.rego.value.ValueReader;
import dev.seaworthy.engine.rego.value.ValueWriter;

/** Evaluates by a runtime of ours; text is checked as any stranger's is. */
final class SessionEvaluation implements Evaluation {
  /** One for all threads, as the engine has it: they see the same shapes. */
  private static final ValueReader READER = new ValueReader();

  private final Session session;
  private final byte[] json;
  private final Input parsed;

  SessionEvaluation(Session session, byte[] json) {
    this.session = session;
    this.json = json;
    this.parsed = Input.of(READER.read(json));
  }

  @Override
  public byte[] fromJson() {
    return evaluate(Input.of(READER.read(json)));
  }

  @Override
  public byte[] fromParsed() {
    return evaluate(parsed);
  }

  private byte[] evaluate(Input input) {
    session.input(input);
    Value value = session.evaluate(Workload.ENTRYPOINT);
    if (value == null) {
      throw new IllegalStateException("the rule is undefined");
    }
    return ValueWriter.canonical(value).bytes();
  }

  @Override
  public void close() {
    session.close();
  }
}
