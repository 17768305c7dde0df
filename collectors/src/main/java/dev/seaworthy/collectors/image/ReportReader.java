package dev.seaworthy.collectors.image;

import dev.seaworthy.collectors.document.Tree;
import dev.seaworthy.engine.evidence.Subject;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads a whole report in one pass, whatever the order of its keys. */
final class ReportReader {
  private final ReportStream stream;
  private final TrivyReport report = new TrivyReport();
  private final ScanMetadata metadata = new ScanMetadata();
  private final Map<String, Object> head = new LinkedHashMap<>();
  private final Map<String, Tree.Mark> marks = new LinkedHashMap<>();
  private final Map<String, Object> scanner = new LinkedHashMap<>(Map.of("name", "trivy"));
  private String name = "";
  private String type = "";
  private long schema;
  private boolean old;

  ReportReader(ReportStream stream) {
    this.stream = stream;
  }

  void read() throws IOException {
    marks.put("", stream.mark());
    if (stream.atArray()) {
      old = true;
      schema = TrivyReport.OLD_SCHEMA;
      stream.array(this::result);
      name = report.nameFromTargets();
      type = report.hasOperatingSystem() ? TrivyReport.IMAGE : "unknown";
    } else {
      stream.requireObject();
      stream.object(this::field);
    }
    if (isKnownSchema() && name.isBlank()) {
      throw stream.invalid("does not name what was scanned");
    }
    stream.end();
  }

  private void field(String field) throws IOException {
    marks.put(field, stream.mark());
    switch (field) {
      case "SchemaVersion" -> schema = stream.number();
      case "ArtifactName" -> name = stream.text();
      case "ArtifactType" -> type = stream.text();
      case "CreatedAt" ->
          ScanTime.epochSeconds(stream).ifPresent(seconds -> head.put("scannedAt", seconds));
      case "Trivy" -> stream.object(this::trivy);
      case "Metadata" -> metadata.read(stream);
      case "Results" -> stream.array(this::result);
      default -> {}
    }
  }

  private void trivy(String field) throws IOException {
    if (field.equals("Version")) {
      TrivyReport.putIfAny(scanner, "version", stream.text());
    }
  }

  private void result() throws IOException {
    new ResultReader(stream).readInto(report);
  }

  /** 0 until the version was read. */
  long schema() {
    return schema;
  }

  boolean isKnownSchema() {
    return old || schema == TrivyReport.SCHEMA;
  }

  Subject subject() {
    return Subject.of(type.equals(TrivyReport.IMAGE) ? "Image" : "Artifact", name);
  }

  /** Where each key of the root stands, and under the empty key the root itself. */
  Map<String, Tree.Mark> marks() {
    return marks;
  }

  Map<String, Object> content() {
    Map<String, Object> content = new LinkedHashMap<>(head);
    content.put("image", metadata.image(name));
    content.put("scanner", scanner);
    content.put("schemaVersion", schema);
    content.put("artifactType", type.isEmpty() ? "unknown" : type);
    metadata.os().ifPresent(os -> content.put("os", os));
    metadata.config().ifPresent(config -> content.put("config", config));
    content.putAll(report.toTree());
    return content;
  }
}
