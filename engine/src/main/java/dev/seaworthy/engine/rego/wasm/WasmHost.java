package dev.seaworthy.engine.rego.wasm;

import com.dylibso.chicory.runtime.ImportFunction;
import com.dylibso.chicory.runtime.ImportMemory;
import com.dylibso.chicory.runtime.ImportValues;
import com.dylibso.chicory.runtime.WasmFunctionHandle;
import com.dylibso.chicory.wasm.types.FunctionType;
import com.dylibso.chicory.wasm.types.ValType;
import dev.seaworthy.engine.rego.Limits;
import dev.seaworthy.engine.rego.RegoException;
import dev.seaworthy.engine.rego.builtin.Budget;
import dev.seaworthy.engine.rego.builtin.Builtin;
import dev.seaworthy.engine.rego.value.BooleanValue;
import dev.seaworthy.engine.rego.value.Value;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a module may ask of its host: memory, builtins, and to be stopped. */
final class WasmHost {
  private static final String MODULE = "env";
  private static final int MAX_ARITY = 4;
  private static final long[] UNDEFINED = {0};
  private static final long[] NOTHING = {};

  private final FlatMemory memory;
  private final Budget budget;
  private final Limits limits;
  private @Nullable Guest guest;
  private @Nullable KeyOrder order;
  private @Nullable HostBuiltins builtins;
  private int trueAddress;
  private int falseAddress;

  WasmHost(FlatMemory memory, Budget budget, Limits limits) {
    this.memory = memory;
    this.budget = budget;
    this.limits = limits;
  }

  /** Whose calls these are; before, there are none. */
  void serve(Guest caller, KeyOrder itsOrder) {
    guest = caller;
    order = itsOrder;
  }

  /**
   * What it may call.
   *
   * @param atTrue where {@code true} lies for good: most calls are of tests
   */
  void provide(HostBuiltins provided, int atTrue, int atFalse) {
    builtins = provided;
    trueAddress = atTrue;
    falseAddress = atFalse;
  }

  ImportValues imports() {
    ImportValues.Builder imports =
        ImportValues.builder()
            .addMemory(new ImportMemory(MODULE, "memory", memory))
            .addFunction(function("opa_abort", 1, 0, (instance, args) -> abort((int) args[0])))
            .addFunction(function("opa_println", 1, 0, (instance, args) -> NOTHING));
    for (int arity = 0; arity <= MAX_ARITY; arity++) {
      imports.addFunction(
          function("opa_builtin" + arity, 2 + arity, 1, (instance, args) -> builtin(args)));
    }
    return imports.build();
  }

  private static ImportFunction function(
      String name, int parameters, int results, WasmFunctionHandle handle) {
    return new ImportFunction(MODULE, name, FunctionType.of(i32(parameters), i32(results)), handle);
  }

  private static List<ValType> i32(int count) {
    return Collections.nCopies(count, ValType.I32);
  }

  private long[] abort(int address) {
    throw Failures.abort(memory.text(address), limits);
  }

  /**
   * Calls a builtin.
   *
   * @param call the builtin's number, OPA's unused context, and addresses of arguments
   */
  private long[] builtin(long... call) {
    if (call[0] == ModulePatch.NEXT_KEY && order != null) {
      return new long[] {order.next((int) call[2], (int) call[3])};
    }
    if (call[0] == ModulePatch.POSITION && guest != null) {
      return new long[] {guest.position((int) call[2])};
    }
    Builtin builtin = builtins == null ? null : builtins.find((int) call[0]);
    if (builtin == null || guest == null) {
      throw new RegoException(
          RegoException.Kind.INTERNAL, "the policy calls a builtin that it does not list");
    }
    Value[] arguments = new Value[call.length - 2];
    for (int i = 0; i < arguments.length; i++) {
      arguments[i] = guest.read((int) call[i + 2]);
    }
    Value result = result(builtin, arguments);
    return result == null ? UNDEFINED : new long[] {address(guest, result)};
  }

  private @Nullable Value result(Builtin builtin, Value... arguments) {
    try {
      return builtin.call(budget, arguments);
    } catch (RegoException e) {
      if (e.isUndefined()) {
        return null;
      }
      throw e;
    }
  }

  private int address(Guest caller, Value result) {
    if (result instanceof BooleanValue truth) {
      return truth.value() ? trueAddress : falseAddress;
    }
    return caller.write(result);
  }
}
