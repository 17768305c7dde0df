package dev.seaworthy.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What is known to differ from OPA, each with its reason. */
final class Deviations {
  /**
   * Cases that differ for one reason.
   *
   * @param runtimes which differ
   * @param cases names, with or without {@code v0/} or {@code v1/} before them
   * @param generated families of generated questions, some of which differ: {@code call mul}
   */
  record Deviation(String reason, Set<String> runtimes, Set<String> cases, Set<String> generated) {
    boolean covers(Result result) {
      return runtimes.contains(result.runtime())
          && (cases.contains(result.name())
              || cases.contains(withoutVersion(result.name()))
              || generated.contains(result.family()));
    }

    private static String withoutVersion(String name) {
      return name.substring(name.indexOf('/') + 1);
    }
  }

  private final Map<String, String> refused = new LinkedHashMap<>();
  private final List<Deviation> deviations = new ArrayList<>();

  private Deviations() {}

  static Deviations none() {
    return new Deviations();
  }

  static Deviations read(Path file) throws IOException {
    JsonNode root = TypedJson.MAPPER.readTree(Files.readAllBytes(file));
    Deviations result = new Deviations();
    for (Map.Entry<String, JsonNode> entry : root.path("refused").properties()) {
      result.refused.put(entry.getKey(), entry.getValue().asText());
    }
    for (JsonNode entry : root.path("deviations")) {
      result.deviations.add(
          new Deviation(
              entry.path("reason").asText(),
              words(entry.path("runtimes")),
              words(entry.path("cases")),
              words(entry.path("generated"))));
    }
    return result;
  }

  private static Set<String> words(JsonNode array) {
    Set<String> words = new HashSet<>();
    array.forEach(word -> words.add(word.asText()));
    return words;
  }

  /** Why a refusal is meant to be. */
  Optional<String> whyRefused(Result result) {
    return Optional.ofNullable(refused.get(result.detail()));
  }

  /** The listed deviation that covers a result. */
  Optional<Deviation> listed(Result result) {
    return deviations.stream().filter(deviation -> deviation.covers(result)).findFirst();
  }

  List<Deviation> all() {
    return List.copyOf(deviations);
  }
}
