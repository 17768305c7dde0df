package dev.seaworthy.engine.rego.graphql.schema;

import dev.seaworthy.engine.rego.RegoException;
import dev.seaworthy.engine.rego.graphql.WorkLimit;
import dev.seaworthy.engine.rego.graphql.ast.Definition;
import dev.seaworthy.engine.rego.graphql.ast.FieldDefinition;
import dev.seaworthy.engine.rego.graphql.ast.InputValue;
import dev.seaworthy.engine.rego.graphql.ast.TypeKind;
import dev.seaworthy.engine.rego.graphql.ast.TypeReference;
import java.util.HashSet;
import java.util.Set;

/** Whether a type implements what it says it does (§3.6, {@code IsValidImplementation}). */
final class InterfaceChecks {
  private final Schema schema;
  private final WorkLimit limit;

  InterfaceChecks(Schema schema, WorkLimit limit) {
    this.schema = schema;
    this.limit = limit;
  }

  void check(Definition type, Definition implemented) {
    if (implemented.kind() != TypeKind.INTERFACE) {
      throw complaint(type, implemented, "that is no interface");
    }
    for (FieldDefinition field : implemented.fields()) {
      limit.step();
      FieldDefinition own = type.fields().find(field.name());
      if (own == null) {
        throw complaint(type, implemented, "it lacks field `%s`".formatted(field.name()));
      }
      if (!isCovariant(field.type(), own.type())) {
        throw complaint(
            type,
            implemented,
            "field `%s` would need type `%s`".formatted(field.name(), field.type()));
      }
      if (!takesArguments(field, own)) {
        throw complaint(
            type, implemented, "field `%s` takes other arguments".formatted(field.name()));
      }
    }
    checkAncestors(type, implemented);
  }

  /** What an interface implements is implemented, too. */
  private static void checkAncestors(Definition type, Definition implemented) {
    Set<String> own = new HashSet<>(type.interfaces());
    for (String ancestor : implemented.interfaces()) {
      if (!own.contains(ancestor)) {
        throw complaint(
            type, implemented, "it would have to implement `%s`, too".formatted(ancestor));
      }
    }
  }

  private boolean takesArguments(FieldDefinition field, FieldDefinition own) {
    for (InputValue argument : field.arguments()) {
      limit.step();
      InputValue taken = own.arguments().find(argument.name());
      if (taken == null || !argument.type().fits(taken.type())) {
        return false;
      }
    }
    for (InputValue taken : own.arguments()) {
      limit.step();
      if (taken.isRequired() && !field.arguments().has(taken.name())) {
        return false;
      }
    }
    return true;
  }

  /** Whether every value of a type is one of the required type, too. */
  private boolean isCovariant(TypeReference required, TypeReference actual) {
    TypeReference wanted = required;
    TypeReference given = actual;
    while (wanted.element() != null && given.element() != null) {
      if (wanted.isNonNull() && !given.isNonNull()) {
        return false;
      }
      wanted = wanted.element();
      given = given.element();
    }
    boolean nullFits = given.isNonNull() || !wanted.isNonNull();
    boolean isNamed = wanted.element() == null && given.element() == null;
    return nullFits
        && isNamed
        && (wanted.named().equals(given.named())
            || schema.possibleTypes(wanted.named()).contains(given.named()));
  }

  private static RegoException complaint(Definition type, Definition implemented, String why) {
    return RegoException.failed(
        "`%s` does not implement `%s`: %s".formatted(type.name(), implemented.name(), why));
  }
}
