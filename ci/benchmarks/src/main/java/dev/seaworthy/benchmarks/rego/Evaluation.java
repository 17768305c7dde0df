package dev.seaworthy.benchmarks.rego;

import dev.seaworthy.engine.rego.Input;
import dev.seaworthy.engine.rego.Program;
import dev.seaworthy.engine.rego.Session;
import dev.seaworthy.engine.rego.value.Value;
import dev.seaworthy.engine.rego.value.ValueReader;
import dev.seaworthy.engine.rego.value.ValueWriter;

/** One thread's evaluations of a workload; the result comes out as JSON. */
final class Evaluation implements AutoCloseable {
  private final Session session;

  /** One for all threads, as the engine has it: they see the same shapes. */
  private static final ValueReader READER = new ValueReader();

  private final byte[] json;
  private final Input parsed;

  private Evaluation(Session session, byte[] json) {
    this.session = session;
    this.json = json;
    this.parsed = Input.of(READER.read(json));
  }

  static Evaluation open(Program program, byte[] json) {
    return new Evaluation(program.open(), json);
  }

  /** From the input's text, checked as any stranger's is. */
  byte[] fromJson() {
    return evaluate(Input.of(READER.read(json)));
  }

  /** From an input that has the runtime's form already. */
  byte[] fromParsed() {
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
