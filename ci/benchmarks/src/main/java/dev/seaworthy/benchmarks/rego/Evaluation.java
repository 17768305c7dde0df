package dev.seaworthy.benchmarks.rego;

import dev.seaworthy.engine.rego.Program;

/** One thread's evaluations of a workload; the result comes out as JSON. */
interface Evaluation extends AutoCloseable {
  /** By one of our runtimes. */
  static Evaluation open(Program program, byte[] json) {
    return new SessionEvaluation(program.open(), json);
  }

  /** From the input's text. */
  byte[] fromJson();

  /** From an input that has the engine's form already. */
  byte[] fromParsed();

  @Override
  void close();
}
