package dev.seaworthy.collectors.image;

import dev.seaworthy.collectors.document.Tree;
import java.io.IOException;

/** One entry of a cluster's report: a resource and what was found in it and in what it runs. */
final class ClusterResource {
  private final ReportStream stream;
  private final Tree.Mark mark;
  private final ScanMetadata metadata = new ScanMetadata();
  private TrivyReport report = new TrivyReport();
  private TrivyReport audit = new TrivyReport();
  private String kind = "";
  private String namespace = "";
  private String name = "";
  private String error = "";

  ClusterResource(ReportStream stream) {
    this.stream = stream;
    this.mark = stream.mark();
  }

  void read() throws IOException {
    stream.object(this::field);
    if (kind.isBlank() || name.isBlank()) {
      throw stream.invalid("does not name its resource");
    }
  }

  private void field(String field) throws IOException {
    switch (field) {
      case "Kind" -> kind = stream.text();
      case "Namespace" -> namespace = stream.text();
      case "Name" -> name = stream.text();
      case "Error" -> error = stream.text();
      case "Metadata" -> metadata();
      case "Results" -> stream.array(() -> new ResultReader(stream).readInto(report, audit));
      default -> {}
    }
  }

  /** One object until Trivy 0.51, a list of one for each image since. */
  private void metadata() throws IOException {
    if (stream.atArray()) {
      stream.array(this::metadataOfOne);
    } else {
      metadata.read(stream);
    }
  }

  /** What was found in the resource's own configuration has metadata of no image. */
  private void metadataOfOne() throws IOException {
    ScanMetadata one = new ScanMetadata();
    try {
      one.read(stream);
    } finally {
      if (one.namesAnImage()) {
        metadata.absorb(one);
      }
    }
  }

  ScannedResource id() {
    return new ScannedResource(
        kind.isBlank() ? "Resource" : kind, namespace, name.isBlank() ? "unknown" : name);
  }

  Tree.Mark mark() {
    return mark;
  }

  boolean hasFailed() {
    return !error.isEmpty();
  }

  String error() {
    return error;
  }

  /** The same, once its findings were handed on. */
  ClusterResource withoutFindings() {
    ClusterResource bare = new ClusterResource(stream);
    bare.kind = kind;
    bare.namespace = namespace;
    bare.name = name;
    bare.error = error;
    return bare;
  }

  /** Whether an image was scanned; a clean one has no results. */
  boolean hasScan() {
    return report.hasTargets() || (metadata.namesAnImage() && !hasFailed());
  }

  boolean hasAudit() {
    return audit.hasTargets() || (!hasScan() && !hasFailed());
  }

  TrivyReport report() {
    return report;
  }

  TrivyReport audit() {
    return audit;
  }

  ImageScan scan() {
    return new ImageScan(metadata, report);
  }

  /** The image, or the resource where several images of it were scanned as one. */
  String imageName() {
    if (metadata.images() > 1) {
      return id().toString();
    }
    return metadata
        .firstReference()
        .orElseGet(() -> report.hasOperatingSystem() ? report.nameFromTargets() : id().toString());
  }

  String type() {
    return metadata.namesAnImage() || report.hasOperatingSystem() ? TrivyReport.IMAGE : "unknown";
  }

  /** What makes two entries scans of the same image. */
  String imageKey() {
    String identity = metadata.identity();
    return identity.isEmpty() ? imageName() : identity;
  }
}
