package dev.seaworthy.benchmarks.bytecode;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.engine.json.NotCanonicalException;
import dev.seaworthy.engine.json.StrictJson;
import dev.seaworthy.engine.rego.RegoException;
import dev.seaworthy.engine.rego.value.ArrayValue;
import dev.seaworthy.engine.rego.value.StringValue;
import dev.seaworthy.engine.rego.value.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A plan as {@code plan.json} has it. The tree's own form of it keeps no more than the tree needs,
 * so this reads the same bytes anew; it trusts them, for the tree has read them before.
 *
 * @param functions by name, in the plan's order
 * @param entrypoints by path
 * @param withoutResult the builtins that give nothing
 */
record PlanJson(
    List<StringValue> strings,
    List<String> files,
    Map<String, Unit> functions,
    Map<String, Unit> entrypoints,
    Set<String> withoutResult) {
  /**
   * A rule, a function or an entry point.
   *
   * @param number of its method
   */
  record Unit(int number, boolean isEntrypoint, List<Integer> parameters, JsonNode json) {
    boolean isRule() {
      return !isEntrypoint && parameters.size() == 2;
    }

    /** Whether it can be called by a path that is known only then. */
    boolean hasPath() {
      return isRule() && json.path("path").isArray();
    }

    String method() {
      return "f" + number;
    }
  }

  static PlanJson read(byte[] json) {
    JsonNode plan;
    try {
      plan = StrictJson.parse(json);
    } catch (NotCanonicalException e) {
      throw new RegoException(RegoException.Kind.MODULE, String.valueOf(e.getMessage()));
    }
    JsonNode constants = plan.path("static");
    List<StringValue> strings = new ArrayList<>();
    constants
        .path("strings")
        .forEach(each -> strings.add(StringValue.of(each.path("value").asText().intern())));
    List<String> files = new ArrayList<>();
    constants.path("files").forEach(each -> files.add(each.path("value").asText()));
    Set<String> withoutResult = new HashSet<>();
    for (JsonNode builtin : constants.path("builtin_funcs")) {
      if (!builtin.path("decl").has("result")) {
        withoutResult.add(builtin.path("name").asText());
      }
    }
    Map<String, Unit> functions = new LinkedHashMap<>();
    for (JsonNode func : plan.path("funcs").path("funcs")) {
      functions.put(
          func.path("name").asText(),
          new Unit(functions.size(), false, integers(func.path("params")), func));
    }
    Map<String, Unit> entrypoints = new LinkedHashMap<>();
    for (JsonNode entry : plan.path("plans").path("plans")) {
      int number = functions.size() + entrypoints.size();
      entrypoints.put(entry.path("name").asText(), new Unit(number, true, List.of(0, 1), entry));
    }
    return new PlanJson(strings, files, functions, entrypoints, withoutResult);
  }

  static List<Integer> integers(JsonNode array) {
    List<Integer> integers = new ArrayList<>();
    array.forEach(each -> integers.add(each.asInt()));
    return integers;
  }

  /** The method of an entry point. */
  int entrypoint(String path) {
    Unit unit = entrypoints.get(path);
    if (unit == null) {
      throw new RegoException(
          RegoException.Kind.MODULE, "the policy has no entry point `" + path + "`");
    }
    return unit.number;
  }

  /** All that becomes a method. */
  List<Unit> units() {
    List<Unit> units = new ArrayList<>(functions.values());
    units.addAll(entrypoints.values());
    return units;
  }

  /** What is called by its number: entry points, and rules that have a path. */
  List<Unit> reachableByNumber() {
    return units().stream().filter(unit -> unit.isEntrypoint || unit.hasPath()).toList();
  }

  /** The numbers of the rules that have a path. */
  Map<ArrayValue, Integer> rulesByPath() {
    Map<ArrayValue, Integer> rules = new HashMap<>();
    for (Unit unit : functions.values()) {
      if (unit.hasPath()) {
        List<Value> path = new ArrayList<>();
        unit.json.path("path").forEach(step -> path.add(StringValue.of(step.asText())));
        rules.put(ArrayValue.of(path), unit.number);
      }
    }
    return rules;
  }

  /** Where a statement comes from, to stand before a message. */
  String position(JsonNode statement) {
    int file = statement.path("file").asInt(-1);
    return file < 0 || file >= files.size()
        ? ""
        : "%s:%d:%d: "
            .formatted(
                files.get(file), statement.path("row").asInt(), statement.path("col").asInt());
  }
}
