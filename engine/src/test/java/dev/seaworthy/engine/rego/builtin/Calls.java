package dev.seaworthy.engine.rego.builtin;

import dev.seaworthy.engine.rego.Limits;
import dev.seaworthy.engine.rego.value.Value;
import dev.seaworthy.engine.rego.value.ValueReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.stream.Stream;

/** Calls builtins with arguments written as JSON. */
final class Calls {
  private static final ValueReader READER = new ValueReader();

  private Calls() {}

  static Value json(String json) {
    return READER.read(json.getBytes(StandardCharsets.UTF_8));
  }

  /** The answer as Rego writes it. */
  static String call(String name, String... arguments) {
    Value[] values = Stream.of(arguments).map(Calls::json).toArray(Value[]::new);
    Budget budget = new Budget(Limits.DEFAULT);
    return String.valueOf(Builtins.find(name).orElseThrow().call(budget, values));
  }

  /** Text as a JSON string. */
  static String quoted(String text) {
    return '"' + text.replace("\n", "").replace("\"", "\\\"") + '"';
  }

  static String resource(String name) {
    try (InputStream stream = Calls.class.getResourceAsStream(name)) {
      return new String(
          Objects.requireNonNull(stream, name).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException("reading from the class path cannot fail", e);
    }
  }
}
