package dev.seaworthy.engine.rego.builtin;

import dev.seaworthy.engine.rego.Limits;
import dev.seaworthy.engine.rego.RegoException;
import dev.seaworthy.engine.rego.value.ArrayValue;
import dev.seaworthy.engine.rego.value.Value;
import dev.seaworthy.engine.rego.value.ValueReader;
import java.nio.charset.StandardCharsets;

/** A builtin's call and what comes of it, both as text. */
final class CallText {
  private static final ValueReader READER = new ValueReader();

  private CallText() {}

  /**
   * Calls a function.
   *
   * @param arguments a JSON array
   * @return the value as Rego writes it; {@code UNDEF}; or {@code TYPE} or {@code ERR}, and a
   *     message
   */
  static String of(String name, String arguments) {
    ArrayValue read = (ArrayValue) READER.read(arguments.getBytes(StandardCharsets.UTF_8));
    Value[] operands = new Value[read.size()];
    for (int i = 0; i < operands.length; i++) {
      operands[i] = read.at(i);
    }
    Builtin builtin = Builtins.find(name).orElseThrow();
    try {
      Value result = builtin.call(new Budget(Limits.DEFAULT), operands);
      return result == null ? "UNDEF" : result.toString();
    } catch (RegoException e) {
      String kind = e.kind() == RegoException.Kind.BUILTIN ? "ERR" : e.kind().toString();
      return kind + " " + e.getMessage();
    }
  }
}
