package dev.seaworthy.collectors.image;

import dev.seaworthy.collectors.Manifest;
import dev.seaworthy.collectors.document.Tree;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One object of Trivy's operator (API group {@code aquasecurity.github.io}, version v1alpha1): what
 * was found in one container of one resource, or in the resource itself.
 */
final class OperatorReport {
  private final Tree.Mapping root;
  private final ReportStream stream;
  private final OperatorResource resource;
  private final OperatorFindings findings;
  private final ScanMetadata metadata = new ScanMetadata();
  private final Map<String, Object> scanner = new LinkedHashMap<>(Map.of("name", "trivy"));
  private Optional<Long> scannedAt = Optional.empty();
  private String server = "";
  private String repository = "";
  private String tag = "";
  private String digest = "";

  OperatorReport(Manifest manifest, ScanFaults faults) {
    this.root = manifest.root();
    this.stream = new TreeReportStream(root, faults);
    this.resource = new OperatorResource(manifest.subject(), root);
    this.findings = new OperatorFindings(stream, manifest.kind());
  }

  void read() throws IOException {
    if (root.get("report").isEmpty()) {
      throw stream.invalid("has no `report`");
    }
    stream.object(
        field -> {
          if (field.equals("report")) {
            stream.object(this::field);
          }
        });
    metadata.name(tag.isEmpty() ? "" : imageName(), digest);
    if (findings.isOfImage() && repository.isEmpty()) {
      throw stream.invalid("does not name the image in `report.artifact.repository`");
    }
    findings.requireSummary();
  }

  private void field(String field) throws IOException {
    switch (field) {
      case "updateTimestamp" -> scannedAt = ScanTime.epochSeconds(stream);
      case "scanner" -> stream.object(this::scanner);
      case "registry" -> stream.object(this::registry);
      case "artifact" -> stream.object(this::artifact);
      case "os" -> metadata.readSystem(stream);
      default -> findings.field(field);
    }
  }

  private void scanner(String field) throws IOException {
    if (field.equals("name") || field.equals("version")) {
      TrivyReport.putIfAny(scanner, field, stream.text().toLowerCase(Locale.ROOT));
    }
  }

  private void registry(String field) throws IOException {
    if (field.equals("server")) {
      server = stream.text();
    }
  }

  private void artifact(String field) throws IOException {
    switch (field) {
      case "repository" -> repository = stream.text();
      case "tag" -> tag = stream.text();
      case "digest" -> digest = stream.text();
      default -> {}
    }
  }

  /** Takes over what another object says of the same image; of two times the earlier counts. */
  void absorb(OperatorReport other) {
    other.scanner.forEach(scanner::putIfAbsent);
    scannedAt = Stream.of(scannedAt, other.scannedAt).flatMap(Optional::stream).min(Long::compare);
    metadata.absorbSystem(other.metadata);
  }

  Map<String, Object> head() {
    Map<String, Object> head = new LinkedHashMap<>();
    head.put("scanner", scanner);
    scannedAt.ifPresent(seconds -> head.put("scannedAt", seconds));
    return head;
  }

  ScannedResource resource() {
    return resource.id();
  }

  TrivyReport findings() {
    return findings.report();
  }

  ImageScan imageScan() {
    return new ImageScan(metadata, findings.report());
  }

  /** Such as {@code registry.example/app:1}; empty where the object does not tell. */
  String imageName() {
    if (repository.isEmpty()) {
      return "";
    }
    String host = server.isEmpty() ? "" : server + "/";
    return host + repository + (tag.isEmpty() ? "" : ":" + tag);
  }

  /** What makes two objects reports about the same image. */
  String imageKey() {
    return String.join(" ", List.of(imageName(), digest));
  }
}
