package dev.seaworthy.collectors.image;

import dev.seaworthy.collectors.EvidenceKinds;
import dev.seaworthy.collectors.document.Tree;
import dev.seaworthy.engine.evidence.Observation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A report of {@code trivy k8s} about many resources: each image once, whoever runs it, and each
 * resource once.
 */
final class ClusterReport {
  private final Map<String, Named> images = new LinkedHashMap<>();
  private final Map<ScannedResource, TrivyReport> audits = new TreeMap<>();
  private final List<ClusterResource> failed = new ArrayList<>();
  private String cluster = "";
  private boolean any;
  private long held;

  private record Named(String name, String type, ImageScan scan) {
    long size() {
      return scan.size();
    }
  }

  void named(String name) {
    cluster = name;
    any = true;
  }

  boolean isAny() {
    return any;
  }

  /** Reads one resource; what was read of a broken one counts. */
  void read(ReportStream stream) throws IOException {
    any = true;
    ClusterResource resource = new ClusterResource(stream);
    try {
      resource.read();
    } finally {
      add(resource);
      // Of an image that many run, each finding is held once.
      stream.kept(held);
    }
  }

  private void add(ClusterResource resource) {
    if (resource.hasFailed()) {
      failed.add(resource.withoutFindings());
    }
    if (resource.hasScan()) {
      held -= Optional.ofNullable(images.get(resource.imageKey())).map(Named::size).orElse(0L);
      ImageScan scan =
          images
              .computeIfAbsent(
                  resource.imageKey(),
                  key -> new Named(resource.imageName(), resource.type(), resource.scan()))
              .scan();
      scan.add(resource.id(), resource.report());
      held += scan.size();
    }
    if (resource.hasAudit()) {
      held -= Optional.ofNullable(audits.get(resource.id())).map(TrivyReport::size).orElse(0L);
      audits.merge(resource.id(), resource.audit(), TrivyReport::absorb);
      held += Optional.ofNullable(audits.get(resource.id())).map(TrivyReport::size).orElse(0L);
    }
  }

  List<Observation> observations(
      ScanSource source, Map<String, Object> head, Map<String, Tree.Mark> marks) {
    Map<String, Object> heading = new LinkedHashMap<>(head);
    TrivyReport.putIfAny(heading, "cluster", cluster);
    List<Observation> all = new ArrayList<>();
    failed.forEach(
        one ->
            all.add(
                source.gap(
                    ImageProblems.scanFailed(source.file(), one.id().toString(), one.error()),
                    one.mark().line(),
                    one.mark().column())));
    images
        .values()
        .forEach(
            one ->
                all.add(
                    source.evidence(
                        EvidenceKinds.IMAGE_SCAN,
                        ImageScan.subject(one.name(), one.type()),
                        one.scan().content(heading, one.name(), one.type(), TrivyReport.SCHEMA),
                        marks)));
    audits.forEach(
        (id, audit) ->
            all.add(
                source.evidence(
                    EvidenceKinds.IMAGE_AUDIT, id.subject(), audit(heading, id, audit), marks)));
    return all;
  }

  static Map<String, Object> audit(
      Map<String, Object> head, ScannedResource id, TrivyReport audit) {
    Map<String, Object> content = new LinkedHashMap<>(head);
    content.put("resource", id.toTree());
    content.putAll(audit.auditTree());
    return content;
  }
}
