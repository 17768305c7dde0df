package dev.seaworthy.collectors.image;

import dev.seaworthy.collectors.Collector;
import dev.seaworthy.collectors.EvidenceKinds;
import dev.seaworthy.collectors.Hints;
import dev.seaworthy.collectors.document.Document;
import dev.seaworthy.engine.evidence.Evidence;
import dev.seaworthy.engine.evidence.Observation;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * Reads image indexes as registries hand them out, and tells what is known of an image by which of
 * its digests: that of the index or that of the platform's own manifest.
 */
public final class ImageIndexCollector implements Collector {
  @Override
  public String name() {
    return ScanSource.COLLECTOR;
  }

  @Override
  public boolean recognises(Document document) {
    if (document instanceof Document.Streamed streamed) {
      return streamed.topLevelKeys().containsAll(Set.of("schemaVersion", "manifests"));
    }
    return document instanceof Document.Structured structured
        && structured.root().asMapping().filter(ImageIndexReader::is).isPresent()
        && !ImageIndexFile.isLayout(document.file());
  }

  @Override
  public List<Observation> collect(Document document, Hints hints) {
    return document instanceof Document.Structured structured
        ? ImageIndexFile.collect(document.file(), document.index(), structured.root())
        : List.of(ImageIndexFile.tooLarge(document.file(), document.index()));
  }

  @Override
  public Joined join(List<Observation> all, Instant now) {
    List<Evidence> indexes = Evidence.ofKind(EvidenceKinds.IMAGE_INDEX, all);
    if (indexes.isEmpty()) {
      return new Joined(all, List.of());
    }
    return IndexedImages.join(IndexGraph.of(indexes), all);
  }
}
