package dev.seaworthy.engine.rego.wasm;

import com.dylibso.chicory.wasm.WasmModule;
import com.dylibso.chicory.wasm.types.Export;
import com.dylibso.chicory.wasm.types.ExternalType;
import dev.seaworthy.engine.rego.RegoException;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntToLongFunction;

/** Where a module keeps the functions of OPA's ABI. */
final class Abi {
  private static final int MAJOR = 1;
  private static final int MINOR = 3;

  /** A function of the ABI that is used here. */
  enum Function {
    OPA_MALLOC,
    OPA_FREE,
    OPA_JSON_PARSE,
    OPA_VALUE_PARSE,
    OPA_VALUE_DUMP,
    OPA_HEAP_PTR_GET,
    OPA_HEAP_PTR_SET,
    OPA_EVAL_CTX_NEW,
    OPA_EVAL_CTX_SET_INPUT,
    OPA_EVAL_CTX_SET_DATA,
    OPA_EVAL_CTX_SET_ENTRYPOINT,
    OPA_EVAL_CTX_GET_RESULT,
    EVAL,
    BUILTINS,
    ENTRYPOINTS
  }

  private final Map<Function, Integer> functions = new EnumMap<>(Function.class);
  private final int majorVersion;
  private final int minorVersion;

  Abi(WasmModule module) {
    Map<String, Export> exports = new HashMap<>();
    for (int i = 0; i < module.exportSection().exportCount(); i++) {
      Export export = module.exportSection().getExport(i);
      exports.put(export.name(), export);
    }
    for (Function function : Function.values()) {
      String name = function.name().toLowerCase(Locale.ROOT);
      functions.put(function, find(exports, name, ExternalType.FUNCTION));
    }
    majorVersion = find(exports, "opa_wasm_abi_version", ExternalType.GLOBAL);
    minorVersion = find(exports, "opa_wasm_abi_minor_version", ExternalType.GLOBAL);
  }

  private static int find(Map<String, Export> exports, String name, ExternalType type) {
    Export export = exports.get(name);
    if (export == null || export.exportType() != type) {
      throw new RegoException(
          RegoException.Kind.MODULE,
          "the module is not one of OPA's: it exports no `%s`".formatted(name));
    }
    return export.index();
  }

  /** The function's number in the module. */
  int index(Function function) {
    return functions.getOrDefault(function, -1);
  }

  /** Refuses a module of an ABI that is not spoken here. */
  void requireVersion(IntToLongFunction globals) {
    long major = globals.applyAsLong(majorVersion);
    long minor = globals.applyAsLong(minorVersion);
    if (major != MAJOR || minor < MINOR) {
      throw new RegoException(
          RegoException.Kind.MODULE,
          "the module speaks OPA's ABI %d.%d, not %d.%d".formatted(major, minor, MAJOR, MINOR));
    }
  }
}
