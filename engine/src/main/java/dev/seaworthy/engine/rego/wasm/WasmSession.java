package dev.seaworthy.engine.rego.wasm;

import com.dylibso.chicory.wasm.ChicoryException;
import dev.seaworthy.engine.rego.Input;
import dev.seaworthy.engine.rego.Limits;
import dev.seaworthy.engine.rego.Session;
import dev.seaworthy.engine.rego.value.Value;
import org.jspecify.annotations.Nullable;

/** Evaluations on one instance; on a new one after a failure. */
final class WasmSession implements Session {
  private final WasmProgram program;
  private final Limits limits;
  private @Nullable WasmInstance instance;

  /** The input as Rego text; null when it was never set. */
  private byte @Nullable [] input;

  /** Whether the instance holds the input. */
  private boolean isHeld;

  WasmSession(WasmProgram program, Limits limits) {
    this.program = program;
    this.limits = limits;
  }

  @Override
  public void input(Input next) {
    input = next.hasJson() ? next.json().bytes() : TermWriter.bytes(next.value());
    isHeld = false;
    if (instance != null && instance.isBloated()) {
      instance = null;
    }
  }

  @Override
  public @Nullable Value evaluate(String entrypoint) {
    int number = program.number(entrypoint);
    WasmInstance ready = instance;
    if (ready == null) {
      ready = program.take();
      isHeld = false;
    }
    // Only what has not failed is used again.
    instance = null;
    try {
      Value value = ready.evaluate(number, isHeld ? null : input);
      instance = ready;
      isHeld = true;
      return value;
    } catch (ChicoryException e) {
      throw Failures.of(e, limits);
    } catch (StackOverflowError | OutOfMemoryError e) {
      throw Failures.of(e);
    }
  }

  @Override
  public void close() {
    if (instance != null) {
      program.giveBack(instance);
      instance = null;
    }
  }
}
