package dev.seaworthy.engine.rego.graphql.validation;

import dev.seaworthy.engine.rego.graphql.ast.Definition;
import dev.seaworthy.engine.rego.graphql.ast.Literal;
import dev.seaworthy.engine.rego.graphql.ast.NamedList;
import dev.seaworthy.engine.rego.graphql.ast.Variable;

/** Of some input objects exactly one field is given, and is not null (later drafts, §3.10.1). */
final class OneOfInputObjects implements Rule {
  @Override
  public void value(ValueSite site) {
    Definition type = site.definition();
    if (type == null || !type.isOneOf() || !site.value().is(Literal.Kind.OBJECT)) {
      return;
    }
    NamedList<Literal.Member> given = site.value().members();
    if (site.isChecked() && given.size() != 1) {
      throw Rule.complaint("of `%s` exactly one field must be given".formatted(type.name()));
    }
    for (Literal.Member member : given) {
      if (mayBeNull(site, member.value())) {
        throw Rule.complaint("`%s.%s` must not be null".formatted(type.name(), member.name()));
      }
    }
  }

  private static boolean mayBeNull(ValueSite site, Literal value) {
    Variable variable = site.part(value).variable();
    boolean isNull = site.isChecked() && value.is(Literal.Kind.NULL);
    return isNull || (variable != null && !variable.type().isNonNull());
  }
}
