package dev.seaworthy.engine.rego.builtin;

import dev.seaworthy.engine.rego.Limits;
import dev.seaworthy.engine.rego.RegoException;
import dev.seaworthy.engine.rego.value.ArrayValue;
import dev.seaworthy.engine.rego.value.ObjectValue;
import dev.seaworthy.engine.rego.value.StringValue;
import dev.seaworthy.engine.rego.value.Value;
import dev.seaworthy.engine.rego.value.ValueReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Calls of builtins and what OPA 1.22.2 made of them, one a line. All keys in them were made for
 * these tests.
 */
final class RecordedCalls {
  private static final ValueReader READER = new ValueReader();

  private RecordedCalls() {}

  /**
   * One call.
   *
   * @param answer the value, or what kind of error and, where ours are the same, the message
   */
  record Call(String name, ArrayValue arguments, String answer, boolean hasMessage) {
    private static Call of(String line) {
      ObjectValue call = (ObjectValue) READER.read(line.getBytes(StandardCharsets.UTF_8));
      Value result = call.get("result");
      String answer =
          result != null
              ? result.toString()
              : text(call.get("error")) + ": " + text(call.get("message"));
      ArrayValue arguments = (ArrayValue) Objects.requireNonNull(call.get("args"));
      return new Call(
          text(call.get("call")), arguments, answer, result != null || call.get("message") != null);
    }

    private static String text(@Nullable Value value) {
      return value instanceof StringValue text ? text.text() : "";
    }

    /** What we make of it. */
    String ours() {
      Value[] values = new Value[arguments.size()];
      for (int i = 0; i < values.length; i++) {
        values[i] = arguments.at(i);
      }
      try {
        Builtin builtin = Builtins.find(name).orElseThrow();
        return String.valueOf(builtin.call(new Budget(Limits.DEFAULT), values));
      } catch (RegoException e) {
        return e.kind() + ": " + (hasMessage ? e.getMessage() : "");
      }
    }

    @Override
    public String toString() {
      String shown = arguments.toString();
      return name + shown.substring(0, Math.min(60, shown.length()));
    }
  }

  static Stream<Call> in(String resource) {
    try (InputStream stream = RecordedCalls.class.getResourceAsStream(resource)) {
      byte[] bytes = Objects.requireNonNull(stream, resource).readAllBytes();
      return new String(bytes, StandardCharsets.UTF_8).lines().toList().stream().map(Call::of);
    } catch (IOException e) {
      throw new IllegalStateException("reading from the class path cannot fail", e);
    }
  }
}
