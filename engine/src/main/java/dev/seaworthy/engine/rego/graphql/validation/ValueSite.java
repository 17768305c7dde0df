package dev.seaworthy.engine.rego.graphql.validation;

import dev.seaworthy.engine.rego.graphql.ast.Definition;
import dev.seaworthy.engine.rego.graphql.ast.Literal;
import dev.seaworthy.engine.rego.graphql.ast.Operation;
import dev.seaworthy.engine.rego.graphql.ast.TypeKind;
import dev.seaworthy.engine.rego.graphql.ast.TypeReference;
import dev.seaworthy.engine.rego.graphql.ast.Variable;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A value where it is given.
 *
 * @param expected the type it has to have; null if that is unknown
 * @param definition the type within the lists of that; null if it is unknown
 * @param hasDefault whether what it is given for has another value if none is given
 * @param operation the one that is looked at; null if it is a fragment by itself
 */
record ValueSite(
    Literal value,
    @Nullable TypeReference expected,
    @Nullable Definition definition,
    boolean hasDefault,
    @Nullable Operation operation) {
  private static final Set<String> BUILT_IN = Set.of("Int", "Float", "String", "Boolean", "ID");

  /** A value that may be anything. */
  static ValueSite untyped(Literal value, @Nullable Operation operation) {
    return new ValueSite(value, null, null, false, operation);
  }

  /** The same place for a part of the value. */
  ValueSite part(Literal part) {
    return untyped(part, operation);
  }

  /** What a variable is; null for other values, and for variables that are unknown. */
  @Nullable Variable variable() {
    return operation == null || !value.is(Literal.Kind.VARIABLE)
        ? null
        : operation.variables().find(value.raw());
  }

  /** Whether its type is known, and one whose values GraphQL knows (§3.5). */
  boolean isChecked() {
    return expected != null
        && definition != null
        && (definition.kind() != TypeKind.SCALAR || BUILT_IN.contains(definition.name()));
  }

  /** Whether it has one of these types. */
  boolean isOf(String... types) {
    return definition != null && List.of(types).contains(definition.name());
  }
}
