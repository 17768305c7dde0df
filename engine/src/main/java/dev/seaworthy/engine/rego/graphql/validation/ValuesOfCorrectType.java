package dev.seaworthy.engine.rego.graphql.validation;

import dev.seaworthy.engine.rego.graphql.WorkLimit;
import dev.seaworthy.engine.rego.graphql.ast.Definition;
import dev.seaworthy.engine.rego.graphql.ast.Literal;
import dev.seaworthy.engine.rego.graphql.ast.TypeKind;
import dev.seaworthy.engine.rego.graphql.ast.TypeReference;

/**
 * Values are of the types that they have to have (§5.6.1). Whole numbers may have 64 bits even
 * where the specification has 32: so OPA's library has it.
 */
final class ValuesOfCorrectType implements Rule {
  private final ReadableValues readable;

  ValuesOfCorrectType(WorkLimit limit) {
    this.readable = new ReadableValues(limit);
  }

  @Override
  public void value(ValueSite site) {
    TypeReference expected = site.expected();
    boolean isNull = site.value().is(Literal.Kind.NULL);
    if (expected == null || site.definition() == null) {
      return;
    }
    boolean isExcludedNull = isNull && expected.isNonNull();
    boolean fits =
        !site.isChecked()
            || (fits(site, site.definition(), expected)
                && readable.isReadable(site.value(), site.operation()));
    if (isExcludedNull || !fits) {
      throw Rule.complaint(
          "%s is given where `%s` is expected".formatted(site.value().shown(), expected));
    }
  }

  private static boolean fits(ValueSite site, Definition type, TypeReference expected) {
    boolean isEnum = type.kind() == TypeKind.ENUM;
    return switch (site.value().kind()) {
      // Objects are for the rules of input objects, variables for those of variables.
      case NULL, OBJECT, VARIABLE -> true;
      case LIST -> expected.element() != null;
      case INT -> site.isOf("Int", "Float", "ID");
      case FLOAT -> site.isOf("Float");
      case STRING, BLOCK_STRING -> !isEnum && site.isOf("String", "ID");
      case BOOLEAN -> site.isOf("Boolean");
      case ENUM -> isEnum && type.enumValues().has(site.value().raw());
    };
  }
}
