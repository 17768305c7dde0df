package dev.seaworthy.engine.policy;

import dev.seaworthy.engine.evidence.Subject;
import dev.seaworthy.engine.json.CanonicalJson;
import dev.seaworthy.engine.json.JsonPath;
import dev.seaworthy.engine.rego.value.ArrayValue;
import dev.seaworthy.engine.rego.value.ObjectValue;
import dev.seaworthy.engine.rego.value.StringValue;
import dev.seaworthy.engine.rego.value.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Names findings so that the same defect keeps its name while lines, files and neighbours move.
 * Array positions are replaced by the name of the element, where it has one.
 */
final class Fingerprints {
  private static final int LENGTH = 32;

  private final Map<String, Integer> seen = new HashMap<>();

  /**
   * The fingerprint of a finding; of equal ones the later gets a number, so that none are equal.
   *
   * @param document what {@code path} leads through; asked only for a path with positions, since
   *     making it may cost
   */
  String of(String control, String rule, Subject subject, JsonPath path, Supplier<Value> document) {
    CanonicalJson identity =
        CanonicalJson.of(List.of(control, rule, subject.toTree(), stable(path, document)));
    String print = identity.digest().hex().substring(0, LENGTH);
    int occurrence = seen.merge(print, 1, Integer::sum);
    return occurrence == 1 ? print : print + "-" + occurrence;
  }

  private static List<Object> stable(JsonPath path, Supplier<Value> document) {
    if (path.steps().stream().noneMatch(Integer.class::isInstance)) {
      return path.steps();
    }
    List<Object> steps = new ArrayList<>();
    @Nullable Value here = document.get();
    for (Object step : path.steps()) {
      here = here == null ? null : child(here, step);
      String name = step instanceof Integer ? name(here) : null;
      steps.add(name == null ? step : "name=" + name);
    }
    return steps;
  }

  private static @Nullable Value child(Value parent, Object step) {
    if (step instanceof Integer position) {
      return parent instanceof ArrayValue array && position >= 0 && position < array.size()
          ? array.at(position)
          : null;
    }
    return parent instanceof ObjectValue object ? object.get((String) step) : null;
  }

  private static @Nullable String name(@Nullable Value element) {
    return element instanceof ObjectValue object && object.get("name") instanceof StringValue name
        ? name.text()
        : null;
  }
}
