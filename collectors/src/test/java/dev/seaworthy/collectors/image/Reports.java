package dev.seaworthy.collectors.image;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.collectors.Hints;
import dev.seaworthy.collectors.document.Document;
import dev.seaworthy.collectors.document.SourceFile;
import dev.seaworthy.engine.evidence.Evidence;
import dev.seaworthy.engine.evidence.Gap;
import dev.seaworthy.engine.evidence.Observation;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/** Scan reports made of what a test is about. */
final class Reports {
  private Reports() {}

  static Document document(String json) {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    SourceFile file =
        new SourceFile("scan.json", bytes.length, () -> new ByteArrayInputStream(bytes));
    Set<String> keys =
        json.stripLeading().startsWith("[") ? Set.of() : Set.of("SchemaVersion", "ArtifactName");
    return new Document.Streamed(file, keys);
  }

  static Observation read(String json) {
    return new TrivyCollector().collect(document(json), Hints.NONE).get(0);
  }

  /** Everything that the collector says, gaps first. */
  static List<Observation> all(String json) {
    return new TrivyCollector().collect(document(json), Hints.NONE);
  }

  static Evidence evidence(String json) {
    return (Evidence) read(json);
  }

  static JsonNode content(String json) {
    return evidence(json).content().node();
  }

  static Gap gap(String json) {
    return (Gap) read(json);
  }

  /** A report of schema 2 with further keys of its root. */
  static String report(String more) {
    return """
        {"SchemaVersion": 2, "ArtifactName": "app:1", "ArtifactType": "container_image"%s}"""
        .formatted(more.isEmpty() ? "" : ", " + more);
  }

  static String results(String... results) {
    return report("\"Results\": [" + String.join(", ", results) + "]");
  }

  static String result(String target, String resultClass, String more) {
    return """
        {"Target": "%s", "Class": "%s", "Type": "debian", %s}"""
        .formatted(target, resultClass, more);
  }

  static String vulnerabilities(String target, String... entries) {
    return result(target, "os-pkgs", "\"Vulnerabilities\": [" + String.join(", ", entries) + "]");
  }

  static String entry(String id, String severity, String more) {
    return """
        {"VulnerabilityID": "%s", "PkgName": "openssl", "InstalledVersion": "3.0", "Severity": "%s"%s}"""
        .formatted(id, severity, more.isEmpty() ? "" : ", " + more);
  }
}
