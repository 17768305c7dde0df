package dev.seaworthy.engine.rego.graphql.validation;

import dev.seaworthy.engine.rego.graphql.WorkLimit;
import dev.seaworthy.engine.rego.graphql.ast.Definition;
import dev.seaworthy.engine.rego.graphql.ast.FieldDefinition;
import dev.seaworthy.engine.rego.graphql.ast.Literal;
import dev.seaworthy.engine.rego.graphql.ast.NamedList;

/** Input objects have the fields that they must have (§5.6.4), and no unknown ones (§5.6.2). */
final class InputObjectFields implements Rule {
  private final WorkLimit limit;

  InputObjectFields(WorkLimit limit) {
    this.limit = limit;
  }

  @Override
  public void value(ValueSite site) {
    Definition type = site.definition();
    if (type != null && site.isChecked() && site.value().is(Literal.Kind.OBJECT)) {
      check(site.value().members(), type);
    }
  }

  private void check(NamedList<Literal.Member> given, Definition type) {
    for (FieldDefinition field : type.fields()) {
      limit.step();
      if (field.isRequired() && !given.has(field.name())) {
        throw Rule.complaint("`%s` needs field `%s`".formatted(type.name(), field.name()));
      }
    }
    for (Literal.Member member : given) {
      limit.step();
      if (!type.fields().has(member.name())) {
        throw Rule.complaint("`%s` has no field `%s`".formatted(type.name(), member.name()));
      }
    }
  }
}
