package dev.seaworthy.engine.rego.graphql.validation;

import dev.seaworthy.engine.rego.graphql.WorkLimit;
import dev.seaworthy.engine.rego.graphql.ast.Fragment;
import dev.seaworthy.engine.rego.graphql.ast.QueryDocument;
import dev.seaworthy.engine.rego.graphql.ast.Selection;
import dev.seaworthy.engine.rego.graphql.ast.Selection.Field;
import dev.seaworthy.engine.rego.graphql.ast.Selection.Spread;
import java.util.List;
import java.util.Set;

/**
 * Introspection does not follow lists to and fro. No rule of the specification: the answer to such
 * a query may be many times larger than the schema.
 */
final class IntrospectionDepth implements Rule {
  private static final int MAX_LISTS = 3;
  private static final Set<String> LISTS =
      Set.of("fields", "interfaces", "possibleTypes", "inputFields");

  private final QueryDocument query;
  private final WorkLimit limit;

  IntrospectionDepth(QueryDocument query, WorkLimit limit) {
    this.query = query;
    this.limit = limit;
  }

  @Override
  public void field(FieldSite site) {
    String name = site.field().name();
    if (name.equals("__schema") || name.equals("__type")) {
      check(site.field().selections(), 0);
    }
  }

  private void check(List<Selection> selections, int lists) {
    for (Selection selection : selections) {
      limit.deeper(() -> check(selection, lists));
    }
  }

  private void check(Selection selection, int lists) {
    int within = lists;
    if (selection instanceof Field field && LISTS.contains(field.name())) {
      within++;
    }
    if (within >= MAX_LISTS) {
      throw Rule.complaint(
          "introspection goes through more than %d lists".formatted(MAX_LISTS - 1));
    }
    Fragment fragment =
        selection instanceof Spread spread ? query.fragments().find(spread.name()) : null;
    check(fragment == null ? selection.selections() : fragment.selections(), within);
  }
}
