package dev.seaworthy.collectors.image;

import dev.seaworthy.collectors.EvidenceKinds;
import dev.seaworthy.collectors.document.Tree;
import dev.seaworthy.engine.evidence.Observation;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads a whole report of Trivy in one pass, whatever the order of its keys. */
final class ReportReader implements ScanReader {
  private final ReportStream stream;
  private final TrivyReport report = new TrivyReport();
  private final ScanMetadata metadata = new ScanMetadata();
  private final ClusterReport cluster = new ClusterReport();
  private final Map<String, Object> head = new LinkedHashMap<>();
  private final Map<String, Tree.Mark> marks = new LinkedHashMap<>();
  private final Map<String, Object> scanner = new LinkedHashMap<>(Map.of("name", "trivy"));
  private String name = "";
  private String type = "";
  private long schema;
  private boolean old;
  private boolean ended;

  ReportReader(ReportStream stream) {
    this.stream = stream;
    head.put("scanner", scanner);
  }

  @Override
  public void read() throws IOException {
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
    if (isKnownSchema() && !isCluster() && name.isBlank()) {
      throw stream.invalid("does not name what was scanned");
    }
    ended = true;
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
      case "ClusterName" -> cluster.named(stream.text());
      case "Resources", "Findings", "Vulnerabilities", "Misconfigurations" ->
          stream.array(() -> cluster.read(stream));
      default -> {}
    }
  }

  private void trivy(String field) throws IOException {
    if (field.equals("Version")) {
      TrivyReport.putIfAny(scanner, "version", stream.text());
    }
  }

  private void result() throws IOException {
    new ResultReader(stream).readInto(report, report);
  }

  /** Reports about clusters have no version, or zero. */
  private boolean isKnownSchema() {
    return old || schema == TrivyReport.SCHEMA || (schema == 0 && isCluster());
  }

  private boolean isCluster() {
    return cluster.isAny();
  }

  /** Whether the report has a version, and one that is not known. */
  private boolean isForeign() {
    return schema != 0 && !isKnownSchema();
  }

  @Override
  public boolean knowsTheForm() {
    return !isForeign();
  }

  @Override
  public List<Observation> observations(ScanSource source) {
    if (isForeign() || (ended && !isKnownSchema() && stream.faults().none())) {
      Tree.Mark mark = marks.getOrDefault("SchemaVersion", new Tree.Mark(0, 0));
      return List.of(
          source.gap(
              ImageProblems.unknownSchema(source.file(), schema), mark.line(), mark.column()));
    }
    if (isCluster()) {
      return cluster.observations(source, head, marks);
    }
    if (name.isBlank() || !isKnownSchema() || !(ended || report.hasTargets())) {
      return List.of();
    }
    return List.of(
        source.evidence(
            EvidenceKinds.IMAGE_SCAN,
            ImageScan.subject(name, type),
            new ImageScan(metadata, report).content(head, name, type, schema),
            marks));
  }
}
