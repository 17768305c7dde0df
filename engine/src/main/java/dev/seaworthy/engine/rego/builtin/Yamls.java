package dev.seaworthy.engine.rego.builtin;

import dev.seaworthy.engine.rego.RegoException;
import dev.seaworthy.engine.rego.value.BooleanValue;
import dev.seaworthy.engine.rego.value.StringValue;
import dev.seaworthy.engine.rego.value.Value;
import org.jspecify.annotations.Nullable;

/** YAML, as far as it stands for JSON. */
final class Yamls {
  private Yamls() {}

  static @Nullable Builtin find(String name) {
    return switch (name) {
      case "yaml.marshal" -> (Builtin.One) Yamls::marshal;
      case "yaml.unmarshal" -> (Builtin.One) Yamls::unmarshal;
      case "yaml.is_valid" -> (Builtin.One) Yamls::isValid;
      default -> null;
    };
  }

  private static Value marshal(Budget budget, Value value) {
    return StringValue.of(YamlWriter.write(budget, value));
  }

  private static Value unmarshal(Budget budget, Value text) {
    return YamlReader.read(budget, Operands.text(text, 1));
  }

  private static Value isValid(Budget budget, Value text) {
    if (!(text instanceof StringValue string)) {
      return BooleanValue.FALSE;
    }
    try {
      YamlReader.read(budget, string.text());
      return BooleanValue.TRUE;
    } catch (RegoException e) {
      if (e.isUndefined()) {
        return BooleanValue.FALSE;
      }
      throw e;
    }
  }
}
