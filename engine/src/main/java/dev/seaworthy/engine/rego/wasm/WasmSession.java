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

  /** Null when it was never set. */
  private @Nullable Input input;

  /** Whether the instance holds the input. */
  private boolean isHeld;

  WasmSession(WasmProgram program, Limits limits) {
    this.program = program;
    this.limits = limits;
  }

  @Override
  public void input(Input next) {
    input = next;
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
      Value value = ready.evaluate(number, isHeld ? null : text(input));
      instance = ready;
      isHeld = true;
      return value;
    } catch (ChicoryException e) {
      throw Failures.of(e, limits);
    } catch (StackOverflowError | OutOfMemoryError e) {
      throw Failures.of(e);
    }
  }

  /** Rego text, of no more use once an instance has read it. */
  private static byte @Nullable [] text(@Nullable Input input) {
    if (input == null) {
      return null;
    }
    return input.hasJson() ? input.json().bytes() : TermWriter.bytes(input.value());
  }

  @Override
  public void close() {
    input = null;
    if (instance != null) {
      program.giveBack(instance);
      instance = null;
    }
  }
}
