package dev.seaworthy.engine.policy;

import dev.seaworthy.engine.evidence.Evidence;
import dev.seaworthy.engine.json.CanonicalJson;
import dev.seaworthy.engine.rego.value.NullValue;
import dev.seaworthy.engine.rego.value.NumberValue;
import dev.seaworthy.engine.rego.value.ObjectValue;
import dev.seaworthy.engine.rego.value.StringValue;
import dev.seaworthy.engine.rego.value.Value;
import dev.seaworthy.engine.rego.value.ValueReader;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A piece of evidence as values, made when the first input asks for it and shared by all: reading
 * the text costs more than most controls do. Safe for many threads.
 */
final class EvidenceValue {
  /** Tens of thousands of items are alive at once, and have their keys in common. */
  private static final ObjectValue ITEM = new ObjectValue();

  static {
    for (String key : List.of("content", "id", "source", "subject")) {
      ITEM.put(StringValue.of(key), NullValue.NULL);
    }
  }

  /** What inputs are made of. Nobody may change the values. */
  record Parts(Value subject, Value source, Value content) {
    /** The piece as an item of a snapshot, under the number that findings name it by. */
    Value item(int id) {
      return ITEM.alike(content, NumberValue.of(id), source, subject);
    }
  }

  private final Evidence evidence;
  private final ValueReader reader;
  private @Nullable Parts parts;

  EvidenceValue(Evidence evidence, ValueReader reader) {
    this.evidence = evidence;
    this.reader = reader;
  }

  synchronized Parts parts() {
    Parts known = parts;
    if (known == null) {
      known =
          new Parts(
              hashed(reader.read(CanonicalJson.of(evidence.subject().toTree()))),
              hashed(reader.read(CanonicalJson.of(evidence.source().toTree()))),
              hashed(reader.read(evidence.content())));
      parts = known;
    }
    return known;
  }

  /**
   * Values remember their hash, and an evaluation pays for the hashing that it causes. Hashed here,
   * they cost each evaluation the same, whichever comes first.
   */
  @SuppressWarnings("ReturnValueIgnored") // The value keeps it.
  private static Value hashed(Value value) {
    value.hashCode();
    return value;
  }
}
