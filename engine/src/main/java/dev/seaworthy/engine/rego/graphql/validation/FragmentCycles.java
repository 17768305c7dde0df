package dev.seaworthy.engine.rego.graphql.validation;

import dev.seaworthy.engine.rego.graphql.Cycles;
import dev.seaworthy.engine.rego.graphql.WorkLimit;
import dev.seaworthy.engine.rego.graphql.ast.Fragment;
import dev.seaworthy.engine.rego.graphql.ast.QueryDocument;
import dev.seaworthy.engine.rego.graphql.ast.Selection;
import dev.seaworthy.engine.rego.graphql.ast.Selection.Spread;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Fragments do not contain themselves (§5.5.2.2). */
final class FragmentCycles {
  private FragmentCycles() {}

  static void check(QueryDocument query, WorkLimit limit) {
    Map<String, List<String>> spreads = new HashMap<>();
    for (Fragment fragment : query.fragments()) {
      spreads.computeIfAbsent(fragment.name(), name -> spreads(fragment, limit));
    }
    Cycles.find(spreads)
        .ifPresent(
            name -> {
              throw Rule.complaint("fragment `%s` contains itself".formatted(name));
            });
  }

  private static List<String> spreads(Fragment fragment, WorkLimit limit) {
    List<String> names = new ArrayList<>();
    Deque<Selection> rest = new ArrayDeque<>(fragment.selections());
    while (!rest.isEmpty()) {
      limit.step();
      Selection selection = rest.remove();
      rest.addAll(selection.selections());
      if (selection instanceof Spread spread) {
        names.add(spread.name());
      }
    }
    return names;
  }
}
