package dev.seaworthy.collectors.image;

import dev.seaworthy.engine.evidence.Subject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;

/** What one evidence of kind {@code image/scan} is made of. */
final class ImageScan {
  /** Of reports that have none. */
  static final long NO_SCHEMA = 0;

  private final ScanMetadata metadata;
  private final TrivyReport report;
  private final TreeSet<ScannedResource> resources = new TreeSet<>();

  ImageScan(ScanMetadata metadata, TrivyReport report) {
    this.metadata = metadata;
    this.report = report;
  }

  /** Joins a further scan of the same image, made because {@code resource} runs it too. */
  void add(ScannedResource resource, TrivyReport more) {
    if (more != report) {
      report.absorb(more);
    }
    resources.add(resource);
  }

  /** How many findings it holds. */
  long size() {
    return report.size();
  }

  static Subject subject(String name, String type) {
    return Subject.of(type.equals(TrivyReport.IMAGE) ? "Image" : "Artifact", name);
  }

  /**
   * The content of the evidence.
   *
   * @param head what the report says of itself
   */
  Map<String, Object> content(Map<String, Object> head, String name, String type, long schema) {
    Map<String, Object> content = new LinkedHashMap<>(head);
    content.put("image", metadata.image(name));
    if (schema != NO_SCHEMA) {
      content.put("schemaVersion", schema);
    }
    content.put("artifactType", type.isEmpty() ? "unknown" : type);
    metadata.os().ifPresent(os -> content.put("os", os));
    if (metadata.platform().isTold()) {
      content.put("platform", metadata.platform().toTree());
    }
    metadata.config().ifPresent(config -> content.put("config", config));
    if (!resources.isEmpty()) {
      content.put("resources", resources.stream().map(ScannedResource::toTree).toList());
    }
    content.putAll(report.toTree());
    return content;
  }
}
