package dev.seaworthy.cli.policy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What OPA found in the METADATA comments of a bundle's packages. */
final class Annotations {
  /**
   * A package and its annotation.
   *
   * @param name dotted, without {@code data.}
   */
  record Annotated(String name, String file, JsonNode annotation) {
    JsonNode custom() {
      return annotation.path("custom");
    }
  }

  private final List<Annotated> packages = new ArrayList<>();
  private final Map<String, String> without = new TreeMap<>();

  Annotations(JsonNode inspected, String bundle) {
    inspected
        .path("namespaces")
        .properties()
        .forEach(
            space ->
                without.put(
                    space.getKey().replaceFirst("^data\\.", ""),
                    space.getValue().path(0).asText(bundle)));
    for (JsonNode one : inspected.path("annotations")) {
      if (one.path("annotations").path("scope").asText().equals("package")) {
        add(one);
      }
    }
  }

  List<Annotated> packages() {
    return List.copyOf(packages);
  }

  /** Packages without METADATA, and a file of each. */
  Map<String, String> without() {
    return Map.copyOf(without);
  }

  private void add(JsonNode one) {
    List<String> path = new ArrayList<>();
    one.path("path").forEach(step -> path.add(step.path("value").asText()));
    String name = String.join(".", path.subList(1, path.size()));
    packages.add(
        new Annotated(name, one.path("location").path("file").asText(), one.path("annotations")));
    without.remove(name);
  }
}
