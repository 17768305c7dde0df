package dev.seaworthy.collectors.image;

import dev.seaworthy.collectors.Collector;
import dev.seaworthy.collectors.Hints;
import dev.seaworthy.collectors.Manifest;
import dev.seaworthy.collectors.document.Document;
import dev.seaworthy.engine.evidence.Observation;
import java.util.List;

/**
 * Reads the reports that Trivy's operator keeps as Kubernetes objects, wherever these come from:
 * files, lists, a live cluster. It reads no document of its own.
 */
public final class OperatorCollector implements Collector {
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
        .filter(manifest -> manifest.apiVersion().startsWith("aquasecurity.github.io/"))
        .forEach(reports::add);
    return reports.observations();
  }
}
