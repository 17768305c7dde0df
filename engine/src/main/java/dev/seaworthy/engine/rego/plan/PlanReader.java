package dev.seaworthy.engine.rego.plan;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.engine.json.NotCanonicalException;
import dev.seaworthy.engine.json.StrictJson;
import dev.seaworthy.engine.rego.RegoException;
import dev.seaworthy.engine.rego.builtin.Builtin;
import dev.seaworthy.engine.rego.builtin.Builtins;
import dev.seaworthy.engine.rego.value.ArrayValue;
import dev.seaworthy.engine.rego.value.StringValue;
import dev.seaworthy.engine.rego.value.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Reads {@code plan.json}. Refuses what it does not know: a plan that is half understood would give
 * wrong answers.
 */
final class PlanReader {
  /** What the statements of a plan refer to by name or number. */
  record Names(
      List<StringValue> strings,
      List<String> files,
      Map<String, Function> functions,
      Map<ArrayValue, Function> byPath,
      Map<String, Builtin> builtins,
      List<String> withoutResult) {}

  private PlanReader() {}

  /**
   * Reads a plan.
   *
   * @throws RegoException of kind MODULE if the plan is damaged, or calls a builtin that is missing
   */
  static Plan read(byte[] json) {
    JsonNode plan;
    try {
      plan = StrictJson.parse(json);
    } catch (NotCanonicalException e) {
      throw damaged(e.getMessage());
    }
    JsonNode funcs = plan.path("funcs").path("funcs");
    Names names = names(plan.path("static"), funcs);
    for (JsonNode func : funcs) {
      Function function = names.functions.get(Fields.text(func, "name"));
      if (function != null) {
        new FunctionReader(names, Fields.numbers(func, "params")).define(function, func);
      }
    }
    return new Plan(entrypoints(plan.path("plans").path("plans"), names), funcs.size());
  }

  private static Map<String, Function> entrypoints(JsonNode plans, Names names) {
    Map<String, Function> entrypoints = new LinkedHashMap<>();
    for (JsonNode plan : plans) {
      String name = Fields.text(plan, "name");
      Function function = new Function(name, -1, 2);
      new FunctionReader(names, new int[] {0, 1}).define(function, plan);
      entrypoints.put(name, function);
    }
    if (entrypoints.isEmpty()) {
      throw damaged("it has no entry points");
    }
    return entrypoints;
  }

  private static Names names(JsonNode constants, JsonNode funcs) {
    List<StringValue> strings = new ArrayList<>();
    constants.path("strings").forEach(each -> strings.add(string(each)));
    List<String> files = new ArrayList<>();
    constants.path("files").forEach(each -> files.add(string(each).text()));
    Names names =
        new Names(
            strings, files, new HashMap<>(), new HashMap<>(), new HashMap<>(), new ArrayList<>());
    for (JsonNode func : funcs) {
      declare(func, names);
    }
    findBuiltins(constants.path("builtin_funcs"), names);
    return names;
  }

  private static StringValue string(JsonNode node) {
    // Readers of JSON intern names, so that most comparisons end at the reference.
    return StringValue.of(Fields.text(node, "value").intern());
  }

  private static void declare(JsonNode func, Names names) {
    String name = Fields.text(func, "name");
    int parameters = Fields.numbers(func, "params").length;
    if (parameters < 2) {
      throw damaged("function `" + name + "` does not take input and data");
    }
    Function function = new Function(name, names.functions.size(), parameters);
    if (names.functions.put(name, function) != null) {
      throw damaged("function `" + name + "` is there twice");
    }
    if (func.path("path").isArray() && parameters == 2) {
      List<Value> path = new ArrayList<>();
      func.path("path").forEach(step -> path.add(StringValue.of(step.asText())));
      names.byPath.put(ArrayValue.of(path), function);
    }
  }

  private static void findBuiltins(JsonNode declarations, Names names) {
    TreeSet<String> missing = new TreeSet<>();
    for (JsonNode declaration : declarations) {
      String name = Fields.text(declaration, "name");
      Builtins.find(name)
          .ifPresentOrElse(
              builtin -> names.builtins.put(name, builtin), () -> missing.add("`" + name + "`"));
      if (!declaration.path("decl").has("result")) {
        names.withoutResult.add(name);
      }
    }
    if (!missing.isEmpty()) {
      throw new RegoException(
          RegoException.Kind.MODULE,
          "the policy calls %s, which policies may not call here"
              .formatted(String.join(", ", missing)));
    }
  }

  static RegoException damaged(String why) {
    return new RegoException(RegoException.Kind.MODULE, "the plan is damaged: " + why);
  }
}
