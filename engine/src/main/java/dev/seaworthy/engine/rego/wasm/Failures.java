package dev.seaworthy.engine.rego.wasm;

import com.dylibso.chicory.runtime.ChicoryInterruptedException;
import com.dylibso.chicory.wasm.ChicoryException;
import dev.seaworthy.engine.rego.Limits;
import dev.seaworthy.engine.rego.RegoException;
import dev.seaworthy.engine.rego.RegoException.Kind;

/** Says in our words what ended an evaluation. */
final class Failures {
  private Failures() {}

  /**
   * @param message what a module gave to {@code opa_abort}
   */
  static RegoException abort(String message, Limits limits) {
    if (message.startsWith("opa_malloc")) {
      return new RegoException(
          Kind.MEMORY, "the policy used more than %d MiB".formatted(limits.memoryBytes() >> 20));
    }
    boolean isConflict =
        message.endsWith("var assignment conflict") || message.endsWith("object insert conflict");
    return new RegoException(isConflict ? Kind.CONFLICT : Kind.INTERNAL, firstLine(message));
  }

  static RegoException of(ChicoryException failure, Limits limits) {
    if (failure instanceof ChicoryInterruptedException) {
      return timeout(limits);
    }
    if (failure.getCause() instanceof StackOverflowError) {
      return stack();
    }
    return new RegoException(Kind.INTERNAL, firstLine(String.valueOf(failure.getMessage())));
  }

  static RegoException of(VirtualMachineError failure) {
    return failure instanceof StackOverflowError
        ? stack()
        : new RegoException(Kind.MEMORY, "the program's own memory is used up");
  }

  private static RegoException timeout(Limits limits) {
    return new RegoException(
        Kind.TIMEOUT, "the policy did not finish within %d ms".formatted(limits.time().toMillis()));
  }

  private static RegoException stack() {
    return new RegoException(Kind.STACK, "the policy recursed deeper than the stack allows");
  }

  private static String firstLine(String message) {
    return message.lines().findFirst().orElse("no reason given");
  }
}
