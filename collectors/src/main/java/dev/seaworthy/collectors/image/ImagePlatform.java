package dev.seaworthy.collectors.image;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What machine an image is for, in the names of Go, as the OCI image specification has it
 * (https://github.com/opencontainers/image-spec/blob/main/image-index.md).
 *
 * @param os empty where it is not told, as the others
 * @param variant of the processor; those that a name without one means are left out
 */
record ImagePlatform(String os, String architecture, String variant) {
  static final ImagePlatform UNTOLD = new ImagePlatform("", "", "");
  private static final String UNKNOWN = "unknown";

  /** One by names as they are written: {@code arm64/v8} is {@code arm64}, {@code arm} is v7. */
  static ImagePlatform of(String os, String architecture, String variant) {
    String machine = Architecture.go(architecture);
    String kept =
        switch (machine + "/" + variant) {
          case "arm64/v8", "amd64/v1" -> "";
          case "arm/" -> "v7";
          default -> variant;
        };
    return new ImagePlatform(os, machine, kept);
  }

  static ImagePlatform read(ReportStream stream) throws IOException {
    return of(stream.textsOf("os", "architecture", "variant"));
  }

  static ImagePlatform of(JsonNode tree) {
    return new ImagePlatform(
        tree.path("os").asText(),
        tree.path("architecture").asText(),
        tree.path("variant").asText());
  }

  static ImagePlatform of(Map<String, String> texts) {
    return of(
        texts.getOrDefault("os", ""),
        texts.getOrDefault("architecture", ""),
        texts.getOrDefault("variant", ""));
  }

  boolean isTold() {
    return !os.isEmpty() && !architecture.isEmpty();
  }

  /** What BuildKit calls the platform of a manifest that nothing can run. */
  boolean isUnknown() {
    return os.equals(UNKNOWN) && architecture.equals(UNKNOWN);
  }

  Map<String, Object> toTree() {
    Map<String, Object> tree = new LinkedHashMap<>();
    TrivyReport.putIfAny(tree, "os", os);
    TrivyReport.putIfAny(tree, "architecture", architecture);
    TrivyReport.putIfAny(tree, "variant", variant);
    return tree;
  }

  @Override
  public String toString() {
    String machine =
        (os.isEmpty() ? UNKNOWN : os) + "/" + (architecture.isEmpty() ? UNKNOWN : architecture);
    return variant.isEmpty() ? machine : machine + "/" + variant;
  }
}
