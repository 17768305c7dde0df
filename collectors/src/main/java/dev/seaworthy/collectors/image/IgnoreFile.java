package dev.seaworthy.collectors.image;

import dev.seaworthy.collectors.EvidenceKinds;
import dev.seaworthy.collectors.document.Tree;
import dev.seaworthy.engine.evidence.Evidence;
import dev.seaworthy.engine.evidence.Gap;
import dev.seaworthy.engine.evidence.Location;
import dev.seaworthy.engine.evidence.Observation;
import dev.seaworthy.engine.evidence.Source;
import dev.seaworthy.engine.evidence.Subject;
import dev.seaworthy.engine.json.CanonicalJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What was read of one ignore file. */
final class IgnoreFile {
  private final Source source;
  private final List<IgnoreEntry> entries = new ArrayList<>();
  private final List<Observation> gaps = new ArrayList<>();

  IgnoreFile(Source source) {
    this.source = source;
  }

  void add(IgnoreEntry entry) {
    entries.add(entry);
  }

  /** An entry that cannot be read ignores nothing, so that it hides no evidence of a scan. */
  void fault(String reason, Tree.Mark mark) {
    gaps.add(
        new Gap(
            ImageProblems.invalidIgnore(source.file(), reason),
            source,
            new Location(source.file(), mark.line(), mark.column()),
            List.of(EvidenceKinds.IMAGE_IGNORE)));
  }

  List<Observation> observations() {
    List<Observation> all = new ArrayList<>(gaps);
    Object tree = Map.of("entries", entries.stream().map(IgnoreEntry::toTree).toList());
    all.add(
        new Evidence(
            EvidenceKinds.IMAGE_IGNORE,
            Subject.of("IgnoreFile", source.file()),
            source,
            CanonicalJson.of(tree),
            path -> new Location(source.file(), 1, 1)));
    return all;
  }
}
