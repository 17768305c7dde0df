package dev.seaworthy.cli.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.seaworthy.engine.json.CanonicalJson;
import dev.seaworthy.engine.policy.bundle.BundleFiles;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** The manifest of a bundle as its sources say it, right or wrong. */
record ManifestDraft(String bundle, JsonNode description, JsonNode data, Annotations annotations) {
  private static final List<String> LISTS = List.of("needs", "reads", "parameters");

  /** The rule of every package that says it is a control. */
  List<String> entrypoints() {
    return annotations.packages().stream().map(ManifestDraft::entrypoint).sorted().toList();
  }

  CanonicalJson manifest() {
    List<Object> wasm = new ArrayList<>();
    // OPA looks for the module by the very name that the file has in the archive.
    entrypoints().forEach(it -> wasm.add(Map.of("entrypoint", it, "module", BundleFiles.WASM)));
    return CanonicalJson.of(
        Map.of(
            "revision", description.path("version"),
            "roots", roots(),
            "wasm", wasm,
            "metadata", Map.of("seaworthy", metadata())));
  }

  private Map<String, Object> metadata() {
    Map<String, Object> metadata = new TreeMap<>();
    description.properties().forEach(field -> metadata.put(field.getKey(), field.getValue()));
    metadata.put("opa", OpaFinder.VERSION);
    metadata.put("parameters", data.path("parameters"));
    metadata.put(
        "controls",
        annotations.packages().stream()
            .map(ManifestDraft::control)
            .sorted(Comparator.comparing(control -> control.path("id").asText()))
            .toList());
    metadata.values().removeIf(value -> value instanceof JsonNode node && node.isMissingNode());
    return metadata;
  }

  /** Everything the author wrote, so that a mistaken key is seen and named. */
  private static ObjectNode control(Annotations.Annotated one) {
    ObjectNode control = JsonNodeFactory.instance.objectNode();
    one.custom().properties().forEach(field -> control.set(field.getKey(), field.getValue()));
    LISTS.stream().filter(list -> !control.has(list)).forEach(control::putArray);
    if (!control.has("mappings")) {
      control.putObject("mappings");
    }
    for (String key : List.of("title", "description")) {
      if (one.annotation().has(key)) {
        control.set(key, one.annotation().get(key));
      }
    }
    return control.put("entrypoint", entrypoint(one));
  }

  private static String entrypoint(Annotations.Annotated one) {
    return one.name().replace('.', '/') + "/findings";
  }

  /** What the bundle owns of OPA's document: its data, its packages, and those it shares. */
  private List<String> roots() {
    TreeSet<String> roots = new TreeSet<>();
    data.fieldNames().forEachRemaining(roots::add);
    roots.add("seaworthy/" + bundle.replace('-', '_'));
    roots.add("seaworthy/lib");
    return List.copyOf(roots);
  }
}
