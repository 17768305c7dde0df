package dev.seaworthy.engine.rego.graphql.schema;

import dev.seaworthy.engine.rego.RegoException;
import dev.seaworthy.engine.rego.graphql.WorkLimit;
import dev.seaworthy.engine.rego.graphql.ast.Argument;
import dev.seaworthy.engine.rego.graphql.ast.Directive;
import dev.seaworthy.engine.rego.graphql.ast.DirectiveDefinition;
import dev.seaworthy.engine.rego.graphql.ast.InputValue;
import dev.seaworthy.engine.rego.graphql.ast.Literal;
import dev.seaworthy.engine.rego.graphql.ast.NamedList;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whether directives within a schema are used as they are defined (§3.13, §5.7). */
final class DirectiveUses {
  private final Schema schema;
  private final WorkLimit limit;

  DirectiveUses(Schema schema, WorkLimit limit) {
    this.schema = schema;
    this.limit = limit;
  }

  /**
   * Checks the directives of one place.
   *
   * @param within the name of the directive whose definition they are in; null if they are not
   */
  void check(NamedList<Directive> directives, String location, @Nullable String within) {
    Set<String> seen = new HashSet<>();
    for (Directive directive : directives) {
      if (directive.name().equals(within)) {
        throw RegoException.failed("directive `@%s` refers to itself".formatted(within));
      }
      if (!seen.add(directive.name()) && !defined(directive).isRepeatable()) {
        throw RegoException.failed(
            "directive `@%s` is used twice in one place".formatted(directive.name()));
      }
    }
    checkEach(directives, location);
  }

  /** Checks directives that are not all of one place. */
  void checkEach(NamedList<Directive> directives, String location) {
    for (Directive directive : directives) {
      limit.step();
      SchemaChecks.checkName(directive.name());
      DirectiveDefinition definition = defined(directive);
      if (!definition.locations().contains(location)) {
        throw RegoException.failed(
            "directive `@%s` cannot be used on %s".formatted(directive.name(), location));
      }
      checkArguments(directive, definition);
    }
  }

  private DirectiveDefinition defined(Directive directive) {
    DirectiveDefinition definition = schema.directive(directive.name());
    if (definition == null) {
      throw RegoException.failed("directive `@%s` is not defined".formatted(directive.name()));
    }
    return definition;
  }

  private void checkArguments(Directive directive, DirectiveDefinition definition) {
    for (Argument argument : directive.arguments()) {
      limit.step();
      if (!definition.arguments().has(argument.name())) {
        throw RegoException.failed(
            "directive `@%s` takes no argument `%s`".formatted(directive.name(), argument.name()));
      }
    }
    for (InputValue taken : definition.arguments()) {
      limit.step();
      Argument argument = directive.arguments().find(taken.name());
      if (taken.isRequired() && (argument == null || argument.value().is(Literal.Kind.NULL))) {
        throw RegoException.failed(
            "directive `@%s` needs argument `%s`".formatted(directive.name(), taken.name()));
      }
    }
  }
}
