package dev.seaworthy.engine.rego.graphql.ast;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A field of an object, an interface or an input object (§3.6, §3.7, §3.10).
 *
 * @param defaultValue only an input object's fields have one; null if there is none
 */
public record FieldDefinition(
    String name,
    NamedList<InputValue> arguments,
    TypeReference type,
    @Nullable Literal defaultValue,
    NamedList<Directive> directives)
    implements Named {
  /** A field of what is not in any document. */
  public static FieldDefinition implicit(
      String name, TypeReference type, List<InputValue> arguments) {
    return new FieldDefinition(name, NamedList.of(arguments), type, null, NamedList.of(List.of()));
  }

  /** Whether an input object must have it. */
  public boolean isRequired() {
    return type.isNonNull() && defaultValue == null;
  }
}
