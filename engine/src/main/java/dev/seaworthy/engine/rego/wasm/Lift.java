package dev.seaworthy.engine.rego.wasm;

import com.dylibso.chicory.wasm.WasmModule;
import com.dylibso.chicory.wasm.types.ExternalType;
import com.dylibso.chicory.wasm.types.NameCustomSection;
import java.io.ByteArrayOutputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Builtins that OPA compiles into every module and that are called in Java instead: OPA's regular
 * expressions are compiled anew for each evaluation there, which takes longer than the evaluation.
 */
enum Lift {
  REGEX_MATCH(0, "opa_regex_match", "regex.match", 2),
  REGEX_IS_VALID(1, "opa_regex_is_valid", "regex.is_valid", 1),
  REGEX_FIND_SUBMATCHES(
      2, "opa_regex_find_all_string_submatch", "regex.find_all_string_submatch_n", 3),
  GLOB_MATCH(3, "opa_glob_match", "glob.match", 3);

  /** Far above the numbers that OPA gives to host builtins, which count from 0. */
  private static final int FIRST_NUMBER = 1 << 19;

  private static final int LOCAL_GET = 0x20;
  private static final int I32_CONST = 0x41;
  private static final int CALL = 0x10;
  private static final int END = 0x0b;

  private final int offset;
  private final String function;
  private final String builtin;
  private final int arity;

  Lift(int offset, String function, String builtin, int arity) {
    this.offset = offset;
    this.function = function;
    this.builtin = builtin;
    this.arity = arity;
  }

  /** The number by which the module asks its host for the builtin. */
  int number() {
    return FIRST_NUMBER + offset;
  }

  /** The builtin's name; where there is none of that name in Java, OPA's own stays in place. */
  String builtin() {
    return builtin;
  }

  /**
   * A module whose lifted builtins call the host.
   *
   * @param parsed the same module
   * @param lifts what to lift
   */
  static byte[] rewrite(byte[] wasm, WasmModule parsed, Set<Lift> lifts) {
    NameCustomSection names = parsed.nameSection();
    Map<String, Integer> imports = importedFunctions(parsed);
    ModuleCode code = new ModuleCode(wasm);
    int functions = names == null ? 0 : parsed.functionSection().functionCount();
    Map<String, Integer> byName = new HashMap<>();
    for (int i = 0; i < functions; i++) {
      String name = names == null ? null : names.nameOfFunction(imports.size() + i);
      if (name != null) {
        byName.put(name, i);
      }
    }
    for (Lift lift : lifts) {
      Integer function = byName.get(lift.function);
      Integer host = imports.get("opa_builtin" + lift.arity);
      if (function != null && host != null) {
        code.replace(function, lift.body(host));
      }
    }
    return code.toModule();
  }

  /** Calls {@code opa_builtinN(number, 0, arguments...)}. */
  private byte[] body(int host) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.write(0);
    body.write(I32_CONST);
    // Signed and unsigned LEB128 are alike while the topmost bit of the last group is unset, as it
    // is here.
    ModuleCode.writeUnsigned(body, number());
    body.write(I32_CONST);
    body.write(0);
    for (int i = 0; i < arity; i++) {
      body.write(LOCAL_GET);
      body.write(i);
    }
    body.write(CALL);
    ModuleCode.writeUnsigned(body, host);
    body.write(END);
    return body.toByteArray();
  }

  private static Map<String, Integer> importedFunctions(WasmModule module) {
    Map<String, Integer> imports = new HashMap<>();
    module.importSection().stream()
        .filter(one -> one.importType() == ExternalType.FUNCTION)
        .forEach(one -> imports.put(one.name(), imports.size()));
    return imports;
  }
}
