package dev.seaworthy.engine.rego.graphql.schema;

import dev.seaworthy.engine.rego.RegoException;
import dev.seaworthy.engine.rego.graphql.WorkLimit;
import dev.seaworthy.engine.rego.graphql.ast.Definition;
import dev.seaworthy.engine.rego.graphql.ast.EnumValue;
import dev.seaworthy.engine.rego.graphql.ast.FieldDefinition;
import dev.seaworthy.engine.rego.graphql.ast.Named;
import dev.seaworthy.engine.rego.graphql.ast.NamedList;
import dev.seaworthy.engine.rego.graphql.ast.TypeKind;
import java.util.HashSet;
import java.util.Set;

/** Whether one type of a schema is valid (the validation sections of §3.6 to §3.10). */
final class TypeChecks {
  /** Values that are not enums (§3.9). */
  private static final Set<String> NOT_ENUM = Set.of("true", "false", "null");

  private final SchemaChecks checks;
  private final WorkLimit limit;
  private final DirectiveUses directiveUses;
  private final InterfaceChecks interfaceChecks;

  TypeChecks(SchemaChecks checks, Schema schema, WorkLimit limit, DirectiveUses directiveUses) {
    this.checks = checks;
    this.limit = limit;
    this.directiveUses = directiveUses;
    this.interfaceChecks = new InterfaceChecks(schema, limit);
  }

  void check(Definition type) {
    if (!type.isBuiltIn()) {
      SchemaChecks.checkName(type.name());
    }
    checkFields(type);
    checkMembers(type);
    for (String name : type.interfaces()) {
      interfaceChecks.check(type, checks.defined(name));
    }
    checkEnumValues(type);
    // Directives of a type and of its extensions are at different places: each may be there again.
    directiveUses.checkEach(type.directives(), type.kind().name());
  }

  private void checkFields(Definition type) {
    TypeKind kind = type.kind();
    boolean isInput = kind == TypeKind.INPUT_OBJECT;
    boolean isOutput = kind == TypeKind.OBJECT || kind == TypeKind.INTERFACE;
    if ((isInput || isOutput) && type.fields().isEmpty()) {
      throw RegoException.failed("type `%s` has no fields".formatted(type.name()));
    }
    checkUnique(type, type.fields());
    for (FieldDefinition field : type.fields()) {
      limit.step();
      SchemaChecks.checkName(field.name());
      TypeKind fieldKind = checks.defined(field.type()).kind();
      checks.checkArguments(field.arguments(), null);
      directiveUses.check(
          field.directives(), isInput ? "INPUT_FIELD_DEFINITION" : "FIELD_DEFINITION", null);
      if ((isInput && !fieldKind.isInput()) || (isOutput && !fieldKind.isOutput())) {
        throw RegoException.failed(
            "field `%s.%s` cannot have a type of kind %s"
                .formatted(type.name(), field.name(), fieldKind));
      }
    }
  }

  private static void checkUnique(Definition type, NamedList<? extends Named> parts) {
    parts
        .repeated()
        .ifPresent(
            name -> {
              throw RegoException.failed("`%s.%s` is defined twice".formatted(type.name(), name));
            });
  }

  /** A union is of different objects (§3.8). */
  private void checkMembers(Definition type) {
    Set<String> seen = new HashSet<>();
    for (String member : type.members()) {
      limit.step();
      if (checks.defined(member).kind() != TypeKind.OBJECT) {
        throw RegoException.failed(
            "`%s` in union `%s` is no object type".formatted(member, type.name()));
      }
      if (!seen.add(member)) {
        throw RegoException.failed("`%s` is twice in union `%s`".formatted(member, type.name()));
      }
    }
  }

  private void checkEnumValues(Definition type) {
    checkUnique(type, type.enumValues());
    if (type.kind() != TypeKind.ENUM) {
      return;
    }
    if (type.enumValues().isEmpty()) {
      throw RegoException.failed("enum `%s` has no values".formatted(type.name()));
    }
    for (EnumValue value : type.enumValues()) {
      limit.step();
      if (NOT_ENUM.contains(value.name())) {
        throw RegoException.failed(
            "enum `%s` cannot have `%s`".formatted(type.name(), value.name()));
      }
      directiveUses.check(value.directives(), "ENUM_VALUE", null);
    }
  }
}
