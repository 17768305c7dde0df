package dev.seaworthy.collectors.image;

import dev.seaworthy.collectors.Collector;
import dev.seaworthy.collectors.Hints;
import dev.seaworthy.collectors.document.Document;
import dev.seaworthy.engine.evidence.Observation;
import java.util.List;

/** Reads the JSON reports of Grype, of any size. */
public final class GrypeCollector implements Collector {
  @Override
  public String name() {
    return ScanSource.COLLECTOR;
  }

  @Override
  public boolean recognises(Document document) {
    return document instanceof Document.Streamed streamed
        && streamed.topLevelKeys().contains("matches");
  }

  @Override
  public List<Observation> collect(Document document, Hints hints) {
    return ScanFile.collect(document.file(), GrypeReader.FORM, GrypeReader::new);
  }
}
