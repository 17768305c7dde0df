package dev.seaworthy.engine.rego.graphql.ast;

import org.jspecify.annotations.Nullable;

/**
 * A variable of an operation (§2.10).
 *
 * @param isUsed whether the tree says so, without regard to whether it is
 */
public record Variable(
    String name,
    TypeReference type,
    @Nullable Literal defaultValue,
    NamedList<Directive> directives,
    boolean isUsed)
    implements Named {
  /** Whether it has a value, other than null, if none is given. */
  public boolean hasNonNullDefault() {
    return defaultValue != null && !defaultValue.is(Literal.Kind.NULL);
  }
}
