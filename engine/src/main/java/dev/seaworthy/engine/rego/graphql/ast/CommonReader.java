package dev.seaworthy.engine.rego.graphql.ast;

import dev.seaworthy.engine.rego.RegoException;
import org.jspecify.annotations.Nullable;

/** Reads what queries and schemas have in common. */
final class CommonReader {
  private CommonReader() {}

  static NamedList<Directive> directives(Tree tree) {
    return tree.named(
        "Directives", directive -> new Directive(directive.text("Name"), arguments(directive)));
  }

  static NamedList<Argument> arguments(Tree tree) {
    return tree.named(
        "Arguments",
        argument -> new Argument(argument.text("Name"), literal(argument.require("Value"))));
  }

  static @Nullable Literal defaultValue(Tree tree) {
    Tree value = tree.find("DefaultValue");
    return value == null ? null : literal(value);
  }

  private static Literal literal(Tree tree) {
    int kind = tree.number("Kind");
    if (kind < 0 || kind >= Literal.KINDS.size()) {
      throw RegoException.failed("the tree has a value of kind %d".formatted(kind));
    }
    return new Literal(
        Literal.KINDS.get(kind),
        tree.text("Raw"),
        tree.named(
            "Children",
            child -> new Literal.Member(child.text("Name"), literal(child.require("Value")))));
  }

  static TypeReference type(Tree owner) {
    return reference(owner.require("Type"));
  }

  private static TypeReference reference(Tree tree) {
    boolean isNonNull = tree.flag("NonNull");
    String name = tree.text("NamedType");
    return name.isEmpty()
        ? new TypeReference("", reference(tree.require("Elem")), isNonNull)
        : TypeReference.named(name, isNonNull);
  }
}
