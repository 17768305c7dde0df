package dev.seaworthy.collectors.odoo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The groups of a database by names that stay the same: external identifiers, or {@code
 * res.groups.NUMBER} of those that somebody made by hand.
 */
final class GroupNames {
  private final Map<Long, String> names = new HashMap<>();
  private final Map<String, Set<String>> implied = new HashMap<>();
  private final Map<String, Set<String>> closures = new HashMap<>();
  private final List<Object> tree = new ArrayList<>();

  private GroupNames() {}

  static GroupNames of(Pages pages) throws OdooException {
    GroupNames groups = new GroupNames();
    List<Object> ofGroups = List.of(List.of("model", "=", "res.groups"));
    for (JsonNode data :
        pages.where("ir.model.data", ofGroups, List.of("module", "name", "res_id"))) {
      String name = data.path("module").asText() + "." + data.path("name").asText();
      groups.names.merge(data.path("res_id").asLong(), name, GroupNames::better);
    }
    List<JsonNode> rows = pages.all("res.groups", List.of("full_name", "implied_ids"));
    rows.forEach(groups::add);
    return groups;
  }

  /** An export of somebody's gives one of its own to what has none. */
  private static String better(String one, String other) {
    boolean exported = one.startsWith("__export__");
    if (exported != other.startsWith("__export__")) {
      return exported ? other : one;
    }
    return one.compareTo(other) <= 0 ? one : other;
  }

  private void add(JsonNode row) {
    String name = name(row.path("id").asLong());
    List<String> others = names(row.path("implied_ids"));
    implied.put(name, Set.copyOf(others));
    Map<String, Object> one = new LinkedHashMap<>();
    one.put("id", name);
    one.put("name", row.path("full_name").asText("").strip());
    one.put("implied", others);
    tree.add(one);
  }

  /** The groups, as the export lists them. */
  List<Object> tree() {
    return List.copyOf(tree);
  }

  String name(long id) {
    return names.getOrDefault(id, "res.groups." + id);
  }

  /** The groups of a list of numbers, sorted. */
  List<String> names(JsonNode ids) {
    return ids.valueStream().map(id -> name(id.asLong())).distinct().sorted().toList();
  }

  /**
   * Those that no other of them brings along. Up to Odoo 18 a user's list holds all that its groups
   * imply, and nobody can tell any more which of them were given by hand.
   */
  List<String> withoutImplied(List<String> all) {
    List<String> kept = new ArrayList<>(all);
    for (String one : all) {
      boolean comes =
          kept.stream().anyMatch(other -> !other.equals(one) && closure(other).contains(one));
      if (comes) {
        kept.remove(one);
      }
    }
    return kept;
  }

  /** What a user of these groups is. */
  String type(List<String> held) {
    Set<String> effective = new TreeSet<>();
    held.forEach(one -> effective.addAll(closure(one)));
    if (effective.contains("base.group_user")) {
      return "internal";
    }
    return effective.contains("base.group_portal") ? "portal" : "public";
  }

  private Set<String> closure(String group) {
    return closures.computeIfAbsent(group, this::reached);
  }

  private Set<String> reached(String group) {
    Set<String> found = new TreeSet<>(Set.of(group));
    Deque<String> open = new ArrayDeque<>(found);
    while (!open.isEmpty()) {
      implied.getOrDefault(open.pop(), Set.of()).stream().filter(found::add).forEach(open::push);
    }
    return found;
  }
}
