package dev.seaworthy.engine.rego.graphql.validation;

import dev.seaworthy.engine.rego.graphql.WorkLimit;
import dev.seaworthy.engine.rego.graphql.ast.Argument;
import dev.seaworthy.engine.rego.graphql.ast.Definition;
import dev.seaworthy.engine.rego.graphql.ast.Directive;
import dev.seaworthy.engine.rego.graphql.ast.DirectiveDefinition;
import dev.seaworthy.engine.rego.graphql.ast.FieldDefinition;
import dev.seaworthy.engine.rego.graphql.ast.Fragment;
import dev.seaworthy.engine.rego.graphql.ast.InputValue;
import dev.seaworthy.engine.rego.graphql.ast.Literal;
import dev.seaworthy.engine.rego.graphql.ast.NamedList;
import dev.seaworthy.engine.rego.graphql.ast.Operation;
import dev.seaworthy.engine.rego.graphql.ast.QueryDocument;
import dev.seaworthy.engine.rego.graphql.ast.Selection;
import dev.seaworthy.engine.rego.graphql.ast.Selection.Field;
import dev.seaworthy.engine.rego.graphql.ast.Selection.InlineFragment;
import dev.seaworthy.engine.rego.graphql.ast.Selection.Spread;
import dev.seaworthy.engine.rego.graphql.ast.TypeReference;
import dev.seaworthy.engine.rego.graphql.ast.Variable;
import dev.seaworthy.engine.rego.graphql.schema.Schema;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Goes through a query and tells the rules. An operation includes the fragments that it spreads,
 * each once; then each fragment is looked at by itself.
 */
final class Walker {
  /** Every type has it (§4.1). */
  private static final FieldDefinition TYPENAME =
      FieldDefinition.implicit("__typename", TypeReference.named("String", true), List.of());

  private final Schema schema;
  private final QueryDocument query;
  private final List<Rule> rules;
  private final WorkLimit limit;
  private final ValueWalker values;
  private final Set<String> entered = new HashSet<>();
  private @Nullable Operation operation;

  Walker(Schema schema, QueryDocument query, List<Rule> rules, WorkLimit limit) {
    this.schema = schema;
    this.query = query;
    this.rules = rules;
    this.limit = limit;
    this.values = new ValueWalker(schema, rules, limit);
  }

  void walk() {
    for (Operation next : query.operations()) {
      operation = next;
      entered.clear();
      walk(next);
      rules.forEach(rule -> rule.operation(next));
    }
    operation = null;
    for (Fragment fragment : query.fragments()) {
      entered.clear();
      walk(fragment);
      rules.forEach(rule -> rule.fragment(fragment));
    }
  }

  private void walk(Operation next) {
    for (Variable variable : next.variables()) {
      rules.forEach(rule -> rule.variable(variable));
    }
    for (Variable variable : next.variables()) {
      Literal value = variable.defaultValue();
      if (value != null) {
        values.walk(
            new ValueSite(value, variable.type(), schema.type(variable.type()), false, next));
      }
      walk(variable.directives(), "VARIABLE_DEFINITION");
    }
    walk(next.directives(), next.type().name());
    walk(next.selections(), schema.root(next.type()));
  }

  private void walk(Fragment fragment) {
    walk(fragment.directives(), "FRAGMENT_DEFINITION");
    walk(fragment.selections(), schema.type(fragment.typeCondition()));
  }

  private void walk(NamedList<Directive> directives, String location) {
    for (Directive directive : directives) {
      DirectiveDefinition definition = schema.directive(directive.name());
      walkArguments(directive.arguments(), definition == null ? null : definition.arguments());
      DirectiveSite site = new DirectiveSite(directive, definition, location);
      rules.forEach(rule -> rule.directive(site));
    }
    rules.forEach(rule -> rule.directives(directives));
  }

  private void walkArguments(
      NamedList<Argument> arguments, @Nullable NamedList<InputValue> definitions) {
    for (Argument argument : arguments) {
      InputValue definition = definitions == null ? null : definitions.find(argument.name());
      values.walk(
          definition == null
              ? ValueSite.untyped(argument.value(), operation)
              : values.site(
                  argument.value(), definition.type(), definition.defaultValue(), operation));
    }
  }

  private void walk(List<Selection> selections, @Nullable Definition parent) {
    for (Selection selection : selections) {
      limit.deeper(() -> walk(selection, parent));
    }
  }

  private void walk(Selection selection, @Nullable Definition parent) {
    if (selection instanceof Field field) {
      walk(field, parent);
    } else if (selection instanceof InlineFragment fragment) {
      walk(fragment, parent);
    } else if (selection instanceof Spread spread) {
      walk(spread, parent);
    }
  }

  private void walk(Field field, @Nullable Definition parent) {
    FieldDefinition definition = definition(field, parent);
    walkArguments(field.arguments(), definition == null ? null : definition.arguments());
    walk(field.directives(), "FIELD");
    walk(field.selections(), definition == null ? null : schema.type(definition.type()));
    FieldSite site = new FieldSite(field, parent, definition, operation != null);
    rules.forEach(rule -> rule.field(site));
  }

  /** What a type says of a field; null if it, or the type, is unknown. */
  static @Nullable FieldDefinition definition(Field field, @Nullable Definition parent) {
    if (field.name().equals(TYPENAME.name())) {
      return TYPENAME;
    }
    return parent == null ? null : parent.fields().find(field.name());
  }

  private void walk(InlineFragment fragment, @Nullable Definition parent) {
    String condition = fragment.typeCondition();
    walk(fragment.directives(), "INLINE_FRAGMENT");
    walk(fragment.selections(), condition.isEmpty() ? parent : schema.type(condition));
    InlineSite site = new InlineSite(fragment, parent);
    rules.forEach(rule -> rule.inlineFragment(site));
  }

  private void walk(Spread spread, @Nullable Definition parent) {
    Fragment fragment = query.fragments().find(spread.name());
    walk(spread.directives(), "FRAGMENT_SPREAD");
    if (fragment != null && entered.add(fragment.name())) {
      walk(fragment);
    }
    SpreadSite site = new SpreadSite(spread, parent, fragment);
    rules.forEach(rule -> rule.spread(site));
  }
}
