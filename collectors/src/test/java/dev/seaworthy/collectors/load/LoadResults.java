package dev.seaworthy.collectors.load;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.collectors.Folder;
import dev.seaworthy.engine.evidence.Snapshot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Results of load tests for tests: real ones, and records about them. */
final class LoadResults {
  static final String CANDIDATE = "sha256:" + "a".repeat(64);
  static final String BEFORE = "sha256:" + "b".repeat(64);

  private LoadResults() {}

  /** Bytes that a real tool wrote. */
  static byte[] real(String name) {
    try {
      return Files.readAllBytes(Path.of("../fixtures/load").resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A record, with more lines. */
  static String record(String role, String file, String... more) {
    return """
        apiVersion: seaworthy.dev/v1
        kind: LoadTest
        environment: staging
        at: 2026-11-20T09:30:00Z
        by: performance@harbor.example
        candidate: %s
        role: %s
        results: [%s]
        %s
        """
        .formatted(
            role.equals("candidate") ? CANDIDATE : BEFORE,
            role,
            file,
            String.join("\n", List.of(more)));
  }

  static JsonNode run(Snapshot snapshot, String file) {
    return snapshot.ofKind("load/run").stream()
        .filter(run -> run.source().file().equals(file))
        .findFirst()
        .orElseThrow()
        .content()
        .node();
  }

  static JsonNode comparison(Snapshot snapshot) {
    return snapshot.ofKind("load/comparison").get(0).content().node();
  }

  static JsonNode transaction(JsonNode content, String name) {
    return find(content, name).orElseThrow();
  }

  static Optional<JsonNode> find(JsonNode content, String name) {
    for (JsonNode one : content.path("transactions")) {
      if (one.path("name").asText().equals(name)) {
        return Optional.of(one);
      }
    }
    return Optional.empty();
  }

  /** Points of k6: so many requests named {@code name}, one each 100 milliseconds. */
  static String points(String name, int from, int count, double millis) {
    StringBuilder text = new StringBuilder();
    if (from == 0) {
      text.append(metric());
    }
    for (int i = from; i < from + count; i++) {
      text.append(point(name, i, millis + i % 10, true)).append('\n');
    }
    return text.toString();
  }

  static String metric() {
    return "{\"type\":\"Metric\",\"data\":{\"name\":\"http_req_duration\",\"type\":\"trend\","
        + "\"contains\":\"time\"},\"metric\":\"http_req_duration\"}\n";
  }

  static String point(String name, int tenth, double millis, boolean good) {
    java.time.Instant at = java.time.Instant.parse("2026-11-20T09:00:00Z").plusMillis(100L * tenth);
    return ("{\"metric\":\"http_req_duration\",\"type\":\"Point\",\"data\":{\"time\":\"%s\","
            + "\"value\":%s,\"tags\":{\"name\":\"%s\",\"method\":\"GET\","
            + "\"expected_response\":\"%s\"}}}")
        .formatted(at, millis, name, good);
  }

  static Folder k6(Path temp) {
    return Folder.at(temp)
        .write("candidate.json.gz", real("k6/candidate.json.gz"))
        .write("baseline.json.gz", real("k6/baseline.json.gz"))
        .write("candidate.yaml", record("candidate", "candidate.json.gz"))
        .write("baseline.yaml", record("baseline", "baseline.json.gz"));
  }
}
