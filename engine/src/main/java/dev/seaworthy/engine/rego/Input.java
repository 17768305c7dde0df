package dev.seaworthy.engine.rego;

import dev.seaworthy.engine.json.CanonicalJson;
import dev.seaworthy.engine.rego.value.Value;
import dev.seaworthy.engine.rego.value.ValueReader;
import dev.seaworthy.engine.rego.value.ValueWriter;
import org.jspecify.annotations.Nullable;

/** The document {@code input}, in whichever form a runtime takes it; made when first asked for. */
public final class Input {
  private static final ValueReader READER = new ValueReader();

  private @Nullable CanonicalJson json;
  private @Nullable Value value;

  private Input(@Nullable CanonicalJson json, @Nullable Value value) {
    this.json = json;
    this.value = value;
  }

  public static Input of(CanonicalJson json) {
    return new Input(json, null);
  }

  public static Input of(Value value) {
    return new Input(null, value);
  }

  /** Whether the JSON text is there already, and need not be made of the value. */
  public boolean hasJson() {
    return json != null;
  }

  /** The input as JSON text. */
  public CanonicalJson json() {
    CanonicalJson known = json;
    if (known == null) {
      known = ValueWriter.canonical(value());
      json = known;
    }
    return known;
  }

  /** The input as a value. */
  public Value value() {
    Value known = value;
    if (known == null) {
      known = READER.read(json());
      value = known;
    }
    return known;
  }
}
