package dev.seaworthy.engine.rego.graphql.validation;

import dev.seaworthy.engine.rego.graphql.WorkLimit;
import dev.seaworthy.engine.rego.graphql.ast.Fragment;
import dev.seaworthy.engine.rego.graphql.ast.Operation;
import dev.seaworthy.engine.rego.graphql.ast.OperationType;
import dev.seaworthy.engine.rego.graphql.ast.QueryDocument;
import dev.seaworthy.engine.rego.graphql.ast.Selection;
import dev.seaworthy.engine.rego.graphql.ast.Selection.Field;
import dev.seaworthy.engine.rego.graphql.ast.Selection.Spread;
import dev.seaworthy.engine.rego.graphql.schema.Schema;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A subscription is to one field, which is not of introspection (§5.2.3.1). */
final class SingleFieldSubscriptions implements Rule {
  private final Schema schema;
  private final QueryDocument query;
  private final WorkLimit limit;

  SingleFieldSubscriptions(Schema schema, QueryDocument query, WorkLimit limit) {
    this.schema = schema;
    this.query = query;
    this.limit = limit;
  }

  @Override
  public void operation(Operation operation) {
    if (operation.type() != OperationType.SUBSCRIPTION || schema.root(operation.type()) == null) {
      return;
    }
    Set<String> fields = new LinkedHashSet<>();
    collect(operation.selections(), fields, new HashSet<>());
    if (fields.size() > 1) {
      throw Rule.complaint("a subscription selects %d fields, not one".formatted(fields.size()));
    }
    if (fields.stream().anyMatch(name -> name.startsWith("__"))) {
      throw Rule.complaint("a subscription selects `%s`".formatted(fields.iterator().next()));
    }
  }

  private void collect(List<Selection> selections, Set<String> fields, Set<String> entered) {
    for (Selection selection : selections) {
      limit.deeper(() -> collect(selection, fields, entered));
    }
  }

  private void collect(Selection selection, Set<String> fields, Set<String> entered) {
    if (selection instanceof Field field) {
      fields.add(field.name());
    } else if (selection instanceof Spread spread) {
      Fragment fragment = query.fragments().find(spread.name());
      if (fragment != null && entered.add(spread.name())) {
        collect(fragment.selections(), fields, entered);
      }
    } else {
      collect(selection.selections(), fields, entered);
    }
  }
}
