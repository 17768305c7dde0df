package dev.seaworthy.engine.policy.wasm;

import com.dylibso.chicory.runtime.ByteArrayMemory;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.Machine;
import com.dylibso.chicory.runtime.Memory;
import com.dylibso.chicory.wasm.WasmModule;
import com.dylibso.chicory.wasm.types.MemoryLimits;
import com.fasterxml.jackson.databind.JsonNode;
import com.styra.opa.wasm.OpaWasm_ModuleExports;
import dev.seaworthy.engine.json.CanonicalJson;
import dev.seaworthy.engine.json.StrictJson;
import dev.seaworthy.engine.policy.Limits;
import dev.seaworthy.engine.policy.PolicyModule;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * One instance of a policy module: its memory, and the calls of OPA's ABI. For one thread at a
 * time; of no further use once a call has thrown.
 *
 * <p>Memory is used in three layers, each reset by setting the heap pointer back: bundle data,
 * parsed once; the input, parsed once for all controls that see it; and what one evaluation
 * allocates.
 */
final class WasmInstance {
  private static final int ABI_MAJOR = 1;
  private static final int ABI_MINOR = 3;
  private static final int STACK_PAGES = 5;

  private final Memory memory;
  private final OpaWasm_ModuleExports exports;
  private final Map<String, Integer> entrypoints;
  private final int dataAddress;
  private final int dataHeapEnd;
  private int inputAddress;
  private int inputHeapEnd;

  private WasmInstance(Memory memory, OpaWasm_ModuleExports exports, CanonicalJson data) {
    this.memory = memory;
    this.exports = exports;
    this.entrypoints = readEntrypoints();
    this.dataAddress = parse(data);
    this.dataHeapEnd = exports.opaHeapPtrGet();
  }

  static WasmInstance start(
      WasmModule module, Function<Instance, Machine> machine, Limits limits, PolicyModule policy) {
    Memory memory =
        new ByteArrayMemory(new MemoryLimits(initialPages(policy, limits), limits.memoryPages()));
    Instance instance =
        Instance.builder(module)
            .withImportValues(new WasmHost(memory).toImportValues())
            .withMemoryFactory(ignored -> memory)
            .withMachineFactory(machine)
            .build();
    OpaWasm_ModuleExports exports = new OpaWasm_ModuleExports(instance);
    long major = exports.opaWasmAbiVersion().getValue();
    long minor = exports.opaWasmAbiMinorVersion().getValue();
    if (major != ABI_MAJOR || minor < ABI_MINOR) {
      throw new PolicyAbort("the policy speaks OPA ABI %d.%d, not 1.3".formatted(major, minor));
    }
    return new WasmInstance(memory, exports, policy.data());
  }

  /**
   * The import names fewer pages than the module's own constants fill; those it cannot grow for.
   */
  private static int initialPages(PolicyModule policy, Limits limits) {
    int wanted = STACK_PAGES + policy.size() / Memory.PAGE_SIZE;
    if (wanted > limits.memoryPages()) {
      throw new PolicyAbort("it needs %d pages of memory to begin with".formatted(wanted));
    }
    return wanted;
  }

  /** The module's rules and their numbers. */
  Map<String, Integer> entrypoints() {
    return entrypoints;
  }

  /** Names of the builtins that the module asks its host for. */
  Map<String, Integer> hostBuiltins() {
    return numbersByName(dump(exports.builtins()));
  }

  /** Sets what the next evaluations see as {@code input}; forgets the former input. */
  void input(CanonicalJson input) {
    exports.opaHeapPtrSet(dataHeapEnd);
    inputAddress = parse(input);
    inputHeapEnd = exports.opaHeapPtrGet();
  }

  /** Evaluates one rule; returns OPA's result set as JSON text. */
  byte[] evaluate(int entrypoint) {
    exports.opaHeapPtrSet(inputHeapEnd);
    int context = exports.opaEvalCtxNew();
    exports.opaEvalCtxSetData(context, dataAddress);
    exports.opaEvalCtxSetInput(context, inputAddress);
    exports.opaEvalCtxSetEntrypoint(context, entrypoint);
    int error = exports.eval(context);
    if (error != 0) {
      throw new PolicyAbort("OPA error code " + error);
    }
    return dump(exports.opaEvalCtxGetResult(context));
  }

  private int parse(CanonicalJson json) {
    byte[] bytes = json.bytes();
    int text = exports.opaMalloc(bytes.length);
    memory.write(text, bytes);
    int address = exports.opaJsonParse(text, bytes.length);
    exports.opaFree(text);
    if (address == 0) {
      throw new PolicyAbort("the policy module could not read its JSON");
    }
    return address;
  }

  private byte[] dump(int value) {
    int text = exports.opaJsonDump(value);
    int end = text;
    while (memory.read(end) != 0) {
      end++;
    }
    byte[] bytes = memory.readBytes(text, end - text);
    exports.opaFree(text);
    return bytes;
  }

  private Map<String, Integer> readEntrypoints() {
    return numbersByName(dump(exports.entrypoints()));
  }

  private static Map<String, Integer> numbersByName(byte[] json) {
    JsonNode node = StrictJson.parse(json);
    Map<String, Integer> numbers = new TreeMap<>();
    node.properties().forEach(field -> numbers.put(field.getKey(), field.getValue().intValue()));
    return numbers;
  }

  /** The policy gave up, or could not be started. */
  static final class PolicyAbort extends RuntimeException {
    PolicyAbort(String message) {
      super(message);
    }
  }

  /** Reads a message that the module left in its memory. */
  static String text(Memory memory, int address) {
    return memory.readCString(address, StandardCharsets.UTF_8);
  }
}
