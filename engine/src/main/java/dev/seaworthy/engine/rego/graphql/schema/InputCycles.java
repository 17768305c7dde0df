package dev.seaworthy.engine.rego.graphql.schema;

import dev.seaworthy.engine.rego.RegoException;
import dev.seaworthy.engine.rego.graphql.Cycles;
import dev.seaworthy.engine.rego.graphql.ast.Definition;
import dev.seaworthy.engine.rego.graphql.ast.FieldDefinition;
import dev.seaworthy.engine.rego.graphql.ast.TypeKind;
import dev.seaworthy.engine.rego.graphql.ast.TypeReference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** No input object has to contain itself (§3.10): a value of it would have no end. */
final class InputCycles {
  private InputCycles() {}

  static void check(Schema schema) {
    Map<String, List<String>> references = new HashMap<>();
    for (Definition type : schema.types().values()) {
      if (type.kind() == TypeKind.INPUT_OBJECT) {
        references.put(type.name(), needed(type, schema));
      }
    }
    Cycles.find(references)
        .ifPresent(
            name -> {
              throw RegoException.failed("input `%s` has to contain itself".formatted(name));
            });
  }

  /** Null or an empty list would end it. */
  private static List<String> needed(Definition type, Schema schema) {
    List<String> needed = new ArrayList<>();
    for (FieldDefinition field : type.fields()) {
      TypeReference reference = field.type();
      Definition part = schema.type(reference);
      if (reference.isNonNull()
          && reference.element() == null
          && part != null
          && part.kind() == TypeKind.INPUT_OBJECT) {
        needed.add(part.name());
      }
    }
    return needed;
  }
}
