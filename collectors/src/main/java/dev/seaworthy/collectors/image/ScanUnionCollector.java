package dev.seaworthy.collectors.image;

import dev.seaworthy.collectors.Collector;
import dev.seaworthy.collectors.Hints;
import dev.seaworthy.collectors.document.Document;
import dev.seaworthy.engine.evidence.Coverage;
import dev.seaworthy.engine.evidence.Observation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Joins what several scanners say of the same image, once statements and ignore files were applied
 * to each. It reads no document of its own.
 */
public final class ScanUnionCollector implements Collector {
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
  public Joined join(List<Observation> all, Instant now) {
    Joined joined = ScanUnion.join(all);
    List<Coverage.Skipped> skipped = new ArrayList<>(joined.skipped());
    skipped.addAll(UnusedScans.of(joined.observations()));
    return new Joined(joined.observations(), skipped);
  }
}
