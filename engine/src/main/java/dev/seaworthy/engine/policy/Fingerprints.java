package dev.seaworthy.engine.policy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.engine.evidence.Subject;
import dev.seaworthy.engine.json.CanonicalJson;
import dev.seaworthy.engine.json.JsonPath;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

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
   * @param document what {@code path} leads through, missing where it is not known; asked only for
   *     a path with positions, since reading it costs
   */
  String of(
      String control, String rule, Subject subject, JsonPath path, Supplier<JsonNode> document) {
    CanonicalJson identity =
        CanonicalJson.of(List.of(control, rule, subject.toTree(), stable(path, document)));
    String print = identity.digest().hex().substring(0, LENGTH);
    int occurrence = seen.merge(print, 1, Integer::sum);
    return occurrence == 1 ? print : print + "-" + occurrence;
  }

  private static List<Object> stable(JsonPath path, Supplier<JsonNode> document) {
    if (path.steps().stream().noneMatch(Integer.class::isInstance)) {
      return path.steps();
    }
    List<Object> steps = new ArrayList<>();
    JsonNode here = document.get();
    for (Object step : path.steps()) {
      JsonNode next =
          step instanceof Integer position ? here.path(position) : here.path((String) step);
      JsonNode name = next.path("name");
      steps.add(step instanceof Integer && name.isTextual() ? "name=" + name.asText() : step);
      here = next;
    }
    return steps;
  }
}
