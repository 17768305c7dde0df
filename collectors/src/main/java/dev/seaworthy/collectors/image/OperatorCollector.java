package dev.seaworthy.collectors.image;

import dev.seaworthy.collectors.Collector;
import dev.seaworthy.collectors.EvidenceKinds;
import dev.seaworthy.collectors.Hints;
import dev.seaworthy.collectors.Manifest;
import dev.seaworthy.collectors.document.Document;
import dev.seaworthy.engine.evidence.Coverage;
import dev.seaworthy.engine.evidence.Evidence;
import dev.seaworthy.engine.evidence.Observation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the reports that Trivy's operator keeps as Kubernetes objects, wherever these come from:
 * files, lists, a live cluster. It reads no document of its own.
 */
public final class OperatorCollector implements Collector {
  private static final String GROUP = "aquasecurity.github.io/";

  @Override
  public String name() {
    return ScanSource.COLLECTOR;
  }

  @Override
  public boolean recognises(Document document) {
    return false;
  }

  @Override
  public List<Observation> collect(Document document, Hints hints) {
    return List.of();
  }

  @Override
  public List<Observation> derive(List<Manifest> manifests) {
    OperatorReports reports = new OperatorReports();
    manifests.stream()
        .filter(OperatorReports::isReport)
        .filter(manifest -> manifest.apiVersion().startsWith(GROUP))
        .forEach(reports::add);
    return reports.observations();
  }

  /** What the operator sums up of its other reports is not counted twice, and said. */
  @Override
  public Joined join(List<Observation> all, Instant now) {
    List<Coverage.Skipped> skipped = new ArrayList<>();
    for (Observation one : all) {
      if (one instanceof Evidence object && isUnread(object)) {
        skipped.add(
            new Coverage.Skipped(
                object.source().file(),
                "`%s` is a %s, which sums up other reports of Trivy's operator: those count, and it is not read"
                    .formatted(
                        ReportStream.printable(object.subject().name()), object.subject().kind())));
      }
    }
    return new Joined(all, skipped);
  }

  private static boolean isUnread(Evidence object) {
    return object.kind().equals(EvidenceKinds.OBJECT)
        && object.subject().kind().endsWith("Report")
        && !OperatorReports.reads(object.subject().kind())
        && object.content().node().at("/manifest/apiVersion").asText().startsWith(GROUP);
  }
}
