package dev.seaworthy.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A case that OPA itself cannot compile or plan.
 *
 * @param reason in OPA's words
 */
record Untaken(String name, String reason) {
  static List<Untaken> in(Path folder) throws IOException {
    Path file = folder.resolve("refused.jsonl");
    List<Untaken> all = new ArrayList<>();
    if (Files.exists(file)) {
      for (String line : Files.readAllLines(file)) {
        JsonNode node = TypedJson.MAPPER.readTree(line);
        all.add(new Untaken(node.path("name").asText(), node.path("reason").asText()));
      }
    }
    return all;
  }
}
