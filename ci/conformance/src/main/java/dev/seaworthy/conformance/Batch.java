package dev.seaworthy.conformance;

import dev.seaworthy.engine.json.CanonicalJson;
import dev.seaworthy.engine.rego.RegoModule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A folder that the oracle wrote: one module, and the questions for its entry points.
 *
 * @param folder where it is
 */
record Batch(Path folder) {
  static List<Batch> in(Path folder) throws IOException {
    try (Stream<Path> children = Files.list(folder)) {
      return children
          .filter(child -> Files.exists(child.resolve("cases.jsonl")))
          .sorted()
          .map(Batch::new)
          .toList();
    }
  }

  RegoModule module() throws IOException {
    return new RegoModule(
        Files.readAllBytes(folder.resolve("policy.wasm")),
        Files.readAllBytes(folder.resolve("plan.json")),
        CanonicalJson.parse(Files.readAllBytes(folder.resolve("data.json"))));
  }

  List<Question> questions() throws IOException {
    List<Question> questions = new ArrayList<>();
    for (String line : Files.readAllLines(folder.resolve("cases.jsonl"))) {
      questions.add(Question.read(TypedJson.MAPPER.readTree(line)));
    }
    return questions;
  }
}
