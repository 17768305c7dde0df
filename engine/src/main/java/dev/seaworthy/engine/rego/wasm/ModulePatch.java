package dev.seaworthy.engine.rego.wasm;

import com.dylibso.chicory.wasm.WasmModule;
import com.dylibso.chicory.wasm.types.ExternalType;
import com.dylibso.chicory.wasm.types.NameCustomSection;
import dev.seaworthy.engine.rego.RegoException;
import java.io.ByteArrayOutputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Changes a module, before it is compiled, so that it asks its host for what OPA's WebAssembly does
 * slowly or differently from OPA: the builtins of {@link Lift}, the order in which objects and sets
 * are walked through, and which element a number in another notation stands for. Finds functions by
 * the names that OPA keeps in its modules.
 */
final class ModulePatch {
  /** The number under which a module asks for the next key of an object or a set. */
  static final int NEXT_KEY = (1 << 19) - 1;

  /** The number under which a module asks which position in an array a number stands for. */
  static final int POSITION = NEXT_KEY - 1;

  /** No position in another notation is shorter: {@code 1.0}. */
  private static final int SHORTEST_NOTATION = 3;

  private final ModuleCode code;
  private final Map<String, Integer> imports;
  private final Map<String, Integer> functions;
  private int notAscii;

  private ModulePatch(byte[] wasm, WasmModule parsed) {
    code = new ModuleCode(wasm);
    imports = importedFunctions(parsed);
    functions = namedFunctions(parsed, imports.size());
  }

  /** A changed module, and the number of its function that compares values. */
  static final class Patched {
    private final byte[] wasm;
    private final int compare;

    private Patched(byte[] wasm, int compare) {
      this.wasm = wasm;
      this.compare = compare;
    }

    byte[] wasm() {
      return wasm;
    }

    int compare() {
      return compare;
    }
  }

  /**
   * @param parsed the same module
   * @param lifts what to lift
   */
  static Patched patch(byte[] wasm, WasmModule parsed, Set<Lift> lifts) {
    ModulePatch patch = new ModulePatch(wasm, parsed);
    for (Lift lift : lifts) {
      // OPA drops the code of builtins that a policy does not call, and its name with it.
      if (patch.functions.containsKey(lift.function())) {
        patch.lift(lift);
      }
    }
    patch.code.prepend(patch.function("opa_unicode_encode_utf8"), TextCode.ifByte());
    patch.code.prepend(patch.function("opa_value_iter"), patch.ifCollection(0, NEXT_KEY, 2));
    patch.code.prepend(patch.function("opa_value_get"), patch.position());
    int compare = patch.imports.size() + patch.function("opa_value_compare");
    return new Patched(patch.code.toModule(), compare);
  }

  private int function(String name) {
    Integer function = functions.get(name);
    if (function == null) {
      throw new RegoException(
          RegoException.Kind.MODULE, "the module does not name its function `%s`".formatted(name));
    }
    return function;
  }

  private void lift(Lift lift) {
    int function = function(lift.function());
    switch (lift.when()) {
      case ALWAYS -> code.replace(function, body(lift));
      case SECOND_IS_COLLECTION ->
          code.prepend(function, ifCollection(1, lift.number(), lift.arity()));
      case TEXT_IS_NOT_ASCII ->
          code.prepend(function, TextCode.ifNotAscii(notAscii(), lift.arity(), call(lift)));
      case NUMBERS_ARE_TEXT -> code.prepend(function, ifNumbersAreText(lift));
    }
  }

  /** The number of a function that tells whether a value is text that is not ASCII. */
  private int notAscii() {
    if (notAscii == 0) {
      notAscii = imports.size() + code.add(function("opa_malloc"), TextCode.isNotAscii());
    }
    return notAscii;
  }

  private byte[] call(Lift lift) {
    ByteArrayOutputStream call = new ByteArrayOutputStream();
    writeCall(call, lift.number(), lift.arity());
    return call.toByteArray();
  }

  /** No locals, the call, {@code end}. */
  private byte[] body(Lift lift) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.write(0);
    writeCall(body, lift.number(), lift.arity());
    body.write(Op.END);
    return body.toByteArray();
  }

  /**
   * {@code if (v != 0 && (v->type | 1) == SET) return opa_builtinN(number, 0, arguments...)}, where
   * OPA's types are 6 for objects and 7 for sets.
   */
  private byte[] ifCollection(int argument, int number, int arity) {
    byte v = (byte) argument;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(new byte[] {Op.LOCAL_GET, v, Op.IF, Op.NO_RESULT});
    out.writeBytes(new byte[] {Op.LOCAL_GET, v, Op.I32_LOAD8_U, 0, 0, Op.I32_CONST, 1, Op.I32_OR});
    out.writeBytes(new byte[] {Op.I32_CONST, Layout.SET, Op.I32_EQ, Op.IF, Op.NO_RESULT});
    writeCall(out, number, arity);
    out.writeBytes(new byte[] {Op.RETURN, Op.END, Op.END});
    return out.toByteArray();
  }

  /**
   * {@code if (a->type == NUMBER && b->type == NUMBER && ((a->repr | b->repr) & REF) != 0)}, where
   * numbers are held as integers, 1, or as text, 2.
   */
  private byte[] ifNumbersAreText(Lift lift) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte argument = 0; argument < 2; argument++) {
      out.writeBytes(new byte[] {Op.LOCAL_GET, argument, Op.I32_LOAD8_U, 0, 0});
      out.writeBytes(new byte[] {Op.I32_CONST, Layout.NUMBER, Op.I32_EQ, Op.IF, Op.NO_RESULT});
    }
    out.writeBytes(
        new byte[] {Op.LOCAL_GET, 0, Op.I32_LOAD8_U, 0, 1, Op.LOCAL_GET, 1, Op.I32_LOAD8_U, 0, 1});
    out.writeBytes(
        new byte[] {Op.I32_OR, Op.I32_CONST, Layout.TEXT, Op.I32_AND, Op.IF, Op.NO_RESULT});
    writeCall(out, lift.number(), lift.arity());
    out.writeBytes(new byte[] {Op.RETURN, Op.END, Op.END, Op.END});
    return out.toByteArray();
  }

  /**
   * {@code if (node != 0 && node->type == ARRAY && key->type == NUMBER && key->repr == REF &&
   * key->len >= 3) key = opa_builtin1(POSITION, 0, key)}: shorter texts the module reads well, and
   * nearly all positions are.
   */
  private byte[] position() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(
        new byte[] {Op.LOCAL_GET, 0, Op.IF, Op.NO_RESULT, Op.LOCAL_GET, 0, Op.I32_LOAD8_U, 0, 0});
    out.writeBytes(new byte[] {Op.I32_CONST, Layout.ARRAY, Op.I32_EQ, Op.IF, Op.NO_RESULT});
    out.writeBytes(new byte[] {Op.LOCAL_GET, 1, Op.I32_LOAD8_U, 0, 0});
    out.writeBytes(new byte[] {Op.I32_CONST, Layout.NUMBER, Op.I32_EQ, Op.IF, Op.NO_RESULT});
    out.writeBytes(new byte[] {Op.LOCAL_GET, 1, Op.I32_LOAD8_U, 0, 1});
    out.writeBytes(new byte[] {Op.I32_CONST, Layout.TEXT, Op.I32_EQ, Op.IF, Op.NO_RESULT});
    out.writeBytes(new byte[] {Op.LOCAL_GET, 1, Op.I32_LOAD, 2, Layout.DIGITS_LENGTH});
    out.writeBytes(new byte[] {Op.I32_CONST, SHORTEST_NOTATION, Op.I32_GE_U, Op.IF, Op.NO_RESULT});
    writeCall(out, POSITION, 1, 1);
    out.writeBytes(new byte[] {Op.LOCAL_SET, 1, Op.END, Op.END, Op.END, Op.END, Op.END});
    return out.toByteArray();
  }

  /** Calls the host with the function's own arguments. */
  private void writeCall(ByteArrayOutputStream out, int number, int arity) {
    writeCall(out, number, 0, arity);
  }

  /**
   * Calls the host with some of the function's own arguments.
   *
   * @param first the first of them
   */
  private void writeCall(ByteArrayOutputStream out, int number, int first, int arity) {
    Integer host = imports.get("opa_builtin" + arity);
    if (host == null) {
      throw new RegoException(RegoException.Kind.MODULE, "the module takes no host builtins");
    }
    out.write(Op.I32_CONST);
    ModuleCode.writeSigned(out, number);
    out.write(Op.I32_CONST);
    out.write(0);
    for (int i = 0; i < arity; i++) {
      out.write(Op.LOCAL_GET);
      out.write(first + i);
    }
    out.write(Op.CALL);
    ModuleCode.writeUnsigned(out, host);
  }

  private static Map<String, Integer> importedFunctions(WasmModule module) {
    Map<String, Integer> imports = new HashMap<>();
    module.importSection().stream()
        .filter(one -> one.importType() == ExternalType.FUNCTION)
        .forEach(one -> imports.put(one.name(), imports.size()));
    return imports;
  }

  /** The module's own functions by name, counted from the first that is not imported. */
  private static Map<String, Integer> namedFunctions(WasmModule module, int imported) {
    Map<String, Integer> functions = new HashMap<>();
    NameCustomSection names = module.nameSection();
    if (names != null) {
      for (int i = 0; i < module.functionSection().functionCount(); i++) {
        String name = names.nameOfFunction(imported + i);
        if (name != null) {
          functions.put(name, i);
        }
      }
    }
    return functions;
  }
}
