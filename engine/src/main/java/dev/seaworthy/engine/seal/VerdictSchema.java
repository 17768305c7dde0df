package dev.seaworthy.engine.seal;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import dev.seaworthy.engine.json.StrictJson;
import dev.seaworthy.engine.verdict.VerdictJson;
import java.io.IOException;
import java.io.InputStream;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;

/** The published JSON Schema (draft 2020-12) of verdicts. */
final class VerdictSchema {
  private VerdictSchema() {}

  /** Read when it is first asked for; safe for many threads. */
  private static final class Holder {
    private static final JsonSchema SCHEMA = schema();
  }

  /** What does not fit the schema first, by place; empty when all fits. */
  static Optional<String> firstViolation(JsonNode predicate) {
    return Holder.SCHEMA.validate(predicate).stream()
        .map(ValidationMessage::getMessage)
        .min(Comparator.naturalOrder());
  }

  private static JsonSchema schema() {
    try (InputStream stream =
        VerdictSchema.class.getResourceAsStream(VerdictJson.SCHEMA_RESOURCE)) {
      byte[] bytes =
          Objects.requireNonNull(stream, "the schema is packed with the engine").readAllBytes();
      return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
          .getSchema(StrictJson.parse(bytes));
    } catch (IOException e) {
      throw new IllegalStateException("reading from the class path cannot fail", e);
    }
  }
}
