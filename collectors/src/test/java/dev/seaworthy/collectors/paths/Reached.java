package dev.seaworthy.collectors.paths;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.collectors.Folder;
import dev.seaworthy.engine.evidence.Evidence;
import java.util.List;

/** What the evidence says is reached by vulnerabilities that are HIGH. */
final class Reached {
  private Reached() {}

  static JsonNode content(Folder folder) {
    return folder.gather().ofKind("path/internet").stream()
        .map(Evidence::content)
        .findFirst()
        .orElseThrow()
        .node();
  }

  /** Workloads, the nearest first. */
  static List<String> in(Folder folder, boolean hostPorts) {
    JsonNode content = content(folder);
    return search(content, hostPorts)
        .path("reached")
        .valueStream()
        .map(one -> content.path("nodes").get(one.path("node").asInt()).path("name").asText())
        .toList();
  }

  private static JsonNode search(JsonNode content, boolean hostPorts) {
    return content
        .path("searches")
        .valueStream()
        .filter(one -> one.path("hostPorts").asBoolean(hostPorts) == hostPorts)
        .filter(
            one ->
                one.path("terms")
                    .valueStream()
                    .anyMatch(
                        terms ->
                            terms.path("severity").asText().equals("HIGH")
                                && terms.path("vector").asText().equals("network")
                                && terms.path("fix").asText().equals("any")))
        .findFirst()
        .orElseThrow();
  }
}
