package dev.seaworthy.benchmarks.rego;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.engine.json.CanonicalJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * The input that the controls of bundle {@code kubernetes} see for one Deployment of the fixture.
 */
final class HarborDeployment {
  private static final long NOW = 1_795_521_600L;

  private HarborDeployment() {}

  static CanonicalJson input(Path repository) throws IOException {
    Path file = repository.resolve("fixtures/harbor/manifests/40-odoo-web.yaml");
    Object manifest = deployment(Files.readString(file));
    Map<String, Object> subject =
        Map.of("kind", "Deployment", "namespace", "harbor-erp", "name", "odoo-web");
    Map<String, Object> content =
        Map.of("manifest", manifest, "podPath", List.of("spec", "template", "spec"));
    Map<String, Object> item =
        Map.of(
            "id", 0, "subject", subject, "source", Map.of("file", "odoo.yaml"), "content", content);
    return CanonicalJson.of(
        Map.of(
            "now",
            NOW,
            "release",
            Map.of(),
            "parameters",
            parameters(repository),
            "kind",
            "kubernetes/workload",
            "subject",
            subject,
            "object",
            content,
            "evidence",
            Map.of(
                "kubernetes/workload", List.of(item),
                "kubernetes/object", List.of(),
                "network/namespace", List.of())));
  }

  private static Object deployment(String text) {
    Yaml yaml = new Yaml(new SafeConstructor(new LoaderOptions()));
    for (Object document : yaml.loadAll(text)) {
      if (document instanceof Map<?, ?> map && "Deployment".equals(map.get("kind"))) {
        return document;
      }
    }
    throw new IllegalStateException("the fixture has no Deployment");
  }

  private static Map<String, JsonNode> parameters(Path repository) throws IOException {
    byte[] data = Files.readAllBytes(repository.resolve("policies/kubernetes/data.json"));
    Map<String, JsonNode> values = new TreeMap<>();
    CanonicalJson.parse(data)
        .node()
        .get("parameters")
        .properties()
        .forEach(each -> values.put(each.getKey(), each.getValue().get("default")));
    return values;
  }
}
