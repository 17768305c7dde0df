package dev.seaworthy.collectors.image;

import dev.seaworthy.collectors.Collector;
import dev.seaworthy.collectors.Hints;
import dev.seaworthy.collectors.document.Document;
import dev.seaworthy.engine.evidence.Observation;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Set;

/** Reads the JSON reports of Trivy, of any size, about one artifact or about a cluster. */
public final class TrivyCollector implements Collector {
  @Override
  public String name() {
    return ScanSource.COLLECTOR;
  }

  @Override
  public boolean recognises(Document document) {
    if (ComplianceReport.is(document)) {
      return true;
    }
    if (!(document instanceof Document.Streamed streamed)) {
      return false;
    }
    Set<String> keys = streamed.topLevelKeys();
    return keys.isEmpty()
        ? isOldReport(streamed)
        : keys.containsAll(List.of("SchemaVersion", "ArtifactName"))
            || keys.containsAll(List.of("ArtifactType", "ArtifactName"))
            || keys.contains("ClusterName");
  }

  @Override
  public List<Observation> collect(Document document, Hints hints) {
    if (ComplianceReport.is(document)) {
      return List.of(ComplianceReport.gap(document));
    }
    return ScanFile.collect(document.file(), ReportForm.TRIVY, ReportReader::new);
  }

  private static boolean isOldReport(Document.Streamed document) {
    try (InputStream in = document.file().open();
        JsonReportStream stream = JsonReportStream.open(in, new ScanFaults())) {
      return OldReport.begins(stream);
    } catch (IOException e) {
      return false;
    }
  }
}
