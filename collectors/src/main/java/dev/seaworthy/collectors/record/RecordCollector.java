package dev.seaworthy.collectors.record;

import dev.seaworthy.collectors.Collector;
import dev.seaworthy.collectors.Hints;
import dev.seaworthy.collectors.document.Document;
import dev.seaworthy.collectors.document.Tree;
import dev.seaworthy.engine.evidence.Observation;
import java.util.List;
import java.util.Optional;

/** Reads records: what people or home-grown scripts say of drills, plans and reviews. */
public final class RecordCollector implements Collector {
  static final String NAME = "record";

  @Override
  public String name() {
    return NAME;
  }

  /** Every document of our own group; role maps and descriptors are recognised before. */
  @Override
  public boolean recognises(Document document) {
    return root(document)
        .flatMap(root -> root.text("apiVersion"))
        .filter(version -> version.startsWith("seaworthy.dev/"))
        .isPresent();
  }

  @Override
  public List<Observation> collect(Document document, Hints hints) {
    return new RecordReader(document.file().name(), document.index(), root(document).orElseThrow())
        .read();
  }

  private static Optional<Tree.Mapping> root(Document document) {
    return document instanceof Document.Structured structured
        ? structured.root().asMapping()
        : Optional.empty();
  }
}
