package dev.seaworthy.engine.rego.graphql.ast;

import org.jspecify.annotations.Nullable;

/** An argument that a field or a directive takes (§3.6.1). */
public record InputValue(
    String name,
    TypeReference type,
    @Nullable Literal defaultValue,
    NamedList<Directive> directives)
    implements Named {
  /** Whether it must be given. */
  public boolean isRequired() {
    return type.isNonNull() && defaultValue == null;
  }
}
