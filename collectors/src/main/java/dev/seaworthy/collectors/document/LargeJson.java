package dev.seaworthy.collectors.document;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Tells from the keys of its root whether a JSON file is to be streamed. */
final class LargeJson {
  /** In each element of the array that Trivy wrote before it had a schema version. */
  private static final String OLD_SCAN = "Target";

  /** Each shows one form of report, in whatever order its keys come. */
  private static final List<Set<String>> SCANS =
      List.of(
          // Trivy about one artifact; the second when keys are sorted and the report breaks off.
          Set.of("SchemaVersion", "ArtifactName"),
          Set.of("ArtifactType", "ArtifactName"),
          // Trivy about a cluster: all, summed up, and before 0.32.
          Set.of("ClusterName", "Resources"),
          Set.of("ClusterName", "Findings"),
          Set.of("ClusterName", "Vulnerabilities"),
          Set.of("ClusterName", "Misconfigurations"),
          // Grype, which writes it first.
          Set.of("matches"),
          // CycloneDX, SPDX of versions 2 and 3, OpenVEX and CSAF.
          Set.of("bomFormat"),
          Set.of("spdxVersion"),
          Set.of("@context", "@graph"),
          Set.of("@context", "statements"),
          Set.of("document", "product_tree"),
          // CISA's catalogue of known exploited vulnerabilities.
          Set.of("catalogVersion", "vulnerabilities"));

  /** A cluster in which nothing was found. */
  private static final List<Set<String>> CLEAN_CLUSTER =
      List.of(Set.of("ClusterName"), Set.of("ClusterName", "SchemaVersion"));

  /** Each of these keys shows a shape that is read as a tree whatever its size. */
  private static final Set<String> TREE =
      Set.of(
          "kind",
          "UserDetailList",
          "realm",
          "verificationMaterial",
          "payloadType",
          "lockfileVersion");

  private LargeJson() {}

  /** A cheap look that spares other files a pass over their keys. */
  static boolean mayBeScan(String text) {
    return Stream.of(
            "SchemaVersion",
            "ArtifactName",
            "ClusterName",
            "bomFormat",
            "spdxVersion",
            "@context",
            "product_tree",
            "matches",
            "catalogVersion",
            OLD_SCAN)
        .anyMatch(key -> text.contains("\"" + key + "\""));
  }

  static Set<String> keys(String file, JsonParser parser) throws UnreadableException, IOException {
    return JsonReader.topLevelKeys(file, parser, OLD_SCAN, LargeJson::isCertain);
  }

  static boolean isScan(Set<String> keys) {
    return isCertain(keys) || CLEAN_CLUSTER.contains(keys);
  }

  private static boolean isCertain(Set<String> keys) {
    return SCANS.stream().anyMatch(keys::containsAll) || keys.equals(Set.of(OLD_SCAN));
  }

  static boolean isKnownTree(Set<String> keys) {
    return TREE.stream().anyMatch(keys::contains);
  }

  /** By contract the root array of an old scan has no keys. */
  static Document document(SourceFile file, Set<String> keys) {
    return new Document.Streamed(file, keys.equals(Set.of(OLD_SCAN)) ? Set.of() : keys);
  }
}
