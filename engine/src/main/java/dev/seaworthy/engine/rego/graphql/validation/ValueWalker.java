package dev.seaworthy.engine.rego.graphql.validation;

import dev.seaworthy.engine.rego.graphql.WorkLimit;
import dev.seaworthy.engine.rego.graphql.ast.Definition;
import dev.seaworthy.engine.rego.graphql.ast.FieldDefinition;
import dev.seaworthy.engine.rego.graphql.ast.Literal;
import dev.seaworthy.engine.rego.graphql.ast.Operation;
import dev.seaworthy.engine.rego.graphql.ast.TypeReference;
import dev.seaworthy.engine.rego.graphql.schema.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Goes through values and tells the rules, with the type that each part has to have. */
final class ValueWalker {
  private final Schema schema;
  private final List<Rule> rules;
  private final WorkLimit limit;

  ValueWalker(Schema schema, List<Rule> rules, WorkLimit limit) {
    this.schema = schema;
    this.rules = rules;
    this.limit = limit;
  }

  /** The place of a value that has to have a type. */
  ValueSite site(
      Literal value,
      TypeReference type,
      @Nullable Literal defaultValue,
      @Nullable Operation operation) {
    boolean hasDefault = defaultValue != null && !defaultValue.is(Literal.Kind.NULL);
    return new ValueSite(value, type, schema.type(type), hasDefault, operation);
  }

  void walk(ValueSite site) {
    limit.deeper(
        () -> {
          for (Literal.Member member : site.value().members()) {
            walk(site.value().is(Literal.Kind.LIST) ? element(site, member) : field(site, member));
          }
          rules.forEach(rule -> rule.value(site));
        });
  }

  private static ValueSite element(ValueSite list, Literal.Member member) {
    TypeReference type = list.expected();
    return type == null || type.element() == null
        ? list.part(member.value())
        : new ValueSite(member.value(), type.element(), list.definition(), false, list.operation());
  }

  private ValueSite field(ValueSite object, Literal.Member member) {
    Definition type = object.definition();
    FieldDefinition field = type == null ? null : type.fields().find(member.name());
    return field == null
        ? object.part(member.value())
        : site(member.value(), field.type(), field.defaultValue(), object.operation());
  }
}
