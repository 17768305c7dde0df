package dev.seaworthy.engine.rego.wasm;

import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.wasm.types.MemoryImport;
import dev.seaworthy.engine.json.CanonicalJson;
import dev.seaworthy.engine.rego.Limits;
import dev.seaworthy.engine.rego.RegoException;
import dev.seaworthy.engine.rego.builtin.Budget;
import dev.seaworthy.engine.rego.builtin.WorkTime;
import dev.seaworthy.engine.rego.value.BooleanValue;
import dev.seaworthy.engine.rego.value.Effort;
import dev.seaworthy.engine.rego.value.NumberValue;
import dev.seaworthy.engine.rego.value.ObjectValue;
import dev.seaworthy.engine.rego.value.SetValue;
import dev.seaworthy.engine.rego.value.StringValue;
import dev.seaworthy.engine.rego.value.Value;
import dev.seaworthy.engine.rego.wasm.Abi.Function;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One instance of a module: its memory and what lies in it. For one thread at a time; of no further
 * use once a call has thrown.
 *
 * <p>Memory is used in three layers, each reset by setting the heap pointer back: the data, parsed
 * once; the input, parsed once for all rules that see it; and what one evaluation allocates.
 */
final class WasmInstance {
  /** What one input may leave an instance with; beyond it a fresh one is cheaper to keep. */
  private static final int KEPT_PAGES = 1024;

  private final Abi abi;
  private final Limits limits;
  private final FlatMemory memory;
  private final Budget budget;
  private final Deadline deadline;
  private final WasmHost host;
  private final Instance instance;
  private final Guest guest;
  private final KeyOrder order;
  private int context;
  private int dataEnd;
  private int inputEnd;
  private int startPages;

  WasmInstance(PolicyCompiler.Compiled code, Abi abi, Limits limits) {
    this.abi = abi;
    this.limits = limits;
    memory = new FlatMemory(importedPages(code));
    WorkTime time = new WorkTime(limits.time());
    budget = new Budget(limits, time);
    deadline = new Deadline(time);
    host = new WasmHost(memory, budget, limits);
    instance =
        Instance.builder(code.module())
            .withImportValues(host.imports())
            .withMachineFactory(code.machine())
            .build();
    guest = new Guest(abi, memory, instance.getMachine(), budget, code.compare());
    order = new KeyOrder(guest.layout(), guest);
    host.serve(guest, order);
  }

  private static int importedPages(PolicyCompiler.Compiled code) {
    return code.module().importSection().stream()
        .filter(MemoryImport.class::isInstance)
        .mapToInt(one -> ((MemoryImport) one).limits().initialPages())
        .findFirst()
        .orElse(1);
  }

  /**
   * The memory of an instance that has its data and nothing else; others of the same module begin
   * with it and need not read the data again.
   */
  static final class Start {
    private final byte[] memory;
    private final int pages;
    private final int context;
    private final int atTrue;
    private final int atFalse;
    private final HostBuiltins builtins;

    private Start(
        byte[] memory, int pages, int context, int atTrue, int atFalse, HostBuiltins builtins) {
      this.memory = memory;
      this.pages = pages;
      this.context = context;
      this.atTrue = atTrue;
      this.atFalse = atFalse;
      this.builtins = builtins;
    }
  }

  void requireVersion() {
    abi.requireVersion(index -> instance.global(index).getValue());
  }

  /** What the module lists: its rules, or the builtins it asks for, with their numbers. */
  Map<String, Integer> numbers(Function listing) {
    budget.renew();
    ObjectValue listed = (ObjectValue) guest.read(guest.call(listing));
    Map<String, Integer> numbers = new TreeMap<>();
    for (int i = 0; i < listed.size(); i++) {
      int number = (int) ((NumberValue) listed.valueAt(i)).longValue();
      numbers.put(((StringValue) listed.keyAt(i)).text(), number);
    }
    return numbers;
  }

  /** Reads the data, for this instance and those to come. */
  Start start(CanonicalJson data, HostBuiltins builtins) {
    order.prove();
    int atTrue = guest.write(BooleanValue.TRUE);
    int atFalse = guest.write(BooleanValue.FALSE);
    int address = guest.parse(Function.OPA_JSON_PARSE, data.bytes());
    int made = guest.call(Function.OPA_EVAL_CTX_NEW);
    guest.call(Function.OPA_EVAL_CTX_SET_DATA, made, address);
    int end = guest.call(Function.OPA_HEAP_PTR_GET);
    Start start = new Start(memory.image(end), memory.pages(), made, atTrue, atFalse, builtins);
    begin(start);
    return start;
  }

  /** Takes over the data that another instance has read. */
  void restore(Start start) {
    memory.restore(start.memory, start.pages);
    begin(start);
  }

  private void begin(Start start) {
    host.provide(start.builtins, start.atTrue, start.atFalse);
    context = start.context;
    dataEnd = start.memory.length;
    startPages = memory.pages();
    memory.limit(startPages + limits.memoryPages());
    order.settleData(dataEnd);
    forgetInput();
  }

  /** Whether one evaluation has made it so large that it is better not kept. */
  boolean isBloated() {
    return memory.pages() - startPages > KEPT_PAGES;
  }

  void forgetInput() {
    guest.call(Function.OPA_HEAP_PTR_SET, dataEnd);
    guest.call(Function.OPA_EVAL_CTX_SET_INPUT, context, 0);
    inputEnd = dataEnd;
    order.settleInput(inputEnd);
  }

  /**
   * Begins to use up the limits.
   *
   * @param text the new input as Rego text; null to keep the one that is there
   */
  @Nullable Value evaluate(int entrypoint, byte @Nullable [] text) {
    budget.renew();
    deadline.begin();
    Effort.countWith(budget);
    try {
      if (text != null) {
        input(text);
      }
      return evaluate(entrypoint);
    } finally {
      Effort.countWith(null);
      deadline.end();
    }
  }

  private void input(byte[] text) {
    guest.call(Function.OPA_HEAP_PTR_SET, dataEnd);
    int address = guest.parse(Function.OPA_VALUE_PARSE, text);
    guest.call(Function.OPA_EVAL_CTX_SET_INPUT, context, address);
    inputEnd = guest.call(Function.OPA_HEAP_PTR_GET);
    order.settleInput(inputEnd);
  }

  private @Nullable Value evaluate(int entrypoint) {
    guest.call(Function.OPA_HEAP_PTR_SET, inputEnd);
    order.beginEvaluation();
    guest.call(Function.OPA_EVAL_CTX_SET_ENTRYPOINT, context, entrypoint);
    int error = guest.call(Function.EVAL, context);
    if (error != 0) {
      throw new RegoException(RegoException.Kind.INTERNAL, "OPA error code " + error);
    }
    Value results = guest.read(guest.call(Function.OPA_EVAL_CTX_GET_RESULT, context));
    return results instanceof SetValue set ? only(set) : null;
  }

  /** OPA wraps a rule's value in a set: {@code {{"result": value}}}, empty when undefined. */
  private static @Nullable Value only(SetValue results) {
    if (results.size() == 0) {
      return null;
    }
    Value result = results.at(0).get(StringValue.of("result"));
    if (results.size() > 1 || result == null) {
      throw new RegoException(
          RegoException.Kind.INTERNAL, "the policy's result is not one rule's value");
    }
    return result;
  }
}
