package dev.seaworthy.engine.rego;

import dev.seaworthy.engine.json.CanonicalJson;
import dev.seaworthy.engine.rego.value.Value;
import dev.seaworthy.engine.rego.value.ValueReader;
import dev.seaworthy.engine.rego.value.ValueWriter;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The document {@code input}, in whichever form a runtime takes it; made when first asked for. For
 * one thread at a time.
 */
public final class Input {
  private static final ValueReader READER = new ValueReader();

  private final @Nullable Supplier<CanonicalJson> makeJson;
  private final Supplier<Value> makeValue;
  private final long bytes;
  private @Nullable CanonicalJson json;
  private @Nullable Value value;

  private Input(@Nullable Supplier<CanonicalJson> makeJson, Supplier<Value> makeValue, long bytes) {
    this.makeJson = makeJson;
    this.makeValue = makeValue;
    this.bytes = bytes;
  }

  public static Input of(CanonicalJson json) {
    return new Input(() -> json, () -> READER.read(json), json.size());
  }

  /** An input whose size is not known: it counts as small. */
  public static Input of(Value value) {
    return new Input(null, () -> value, 0);
  }

  /**
   * An input that can be made in both forms, which must say the same.
   *
   * @param bytes about the length of the JSON text
   */
  public static Input of(Supplier<CanonicalJson> json, Supplier<Value> value, long bytes) {
    return new Input(json, value, bytes);
  }

  /** About the length of the JSON text, known without making it. */
  public long bytes() {
    return bytes;
  }

  /** Whether the JSON text need not be made of the value. */
  public boolean hasJson() {
    return makeJson != null;
  }

  /** The input as JSON text. */
  public CanonicalJson json() {
    CanonicalJson known = json;
    if (known == null) {
      known = makeJson == null ? ValueWriter.canonical(value()) : makeJson.get();
      json = known;
    }
    return known;
  }

  /** The input as a value. */
  public Value value() {
    Value known = value;
    if (known == null) {
      known = makeValue.get();
      value = known;
    }
    return known;
  }
}
