package dev.seaworthy.collectors.image;

import dev.seaworthy.collectors.Collector;
import dev.seaworthy.collectors.EvidenceKinds;
import dev.seaworthy.collectors.Hints;
import dev.seaworthy.collectors.document.Document;
import dev.seaworthy.collectors.document.Extensions;
import dev.seaworthy.engine.evidence.Evidence;
import dev.seaworthy.engine.evidence.Observation;
import dev.seaworthy.engine.evidence.Source;
import java.time.Instant;
import java.util.List;

/** Reads Trivy's ignore files, and takes out of scans what they ignore. */
public final class IgnoreCollector implements Collector {
  @Override
  public String name() {
    return ScanSource.COLLECTOR;
  }

  @Override
  public boolean recognises(Document document) {
    String name = document.file().name();
    if (document instanceof Document.Text) {
      return Extensions.of(name).equals(Extensions.IGNORE);
    }
    return document instanceof Document.Structured structured
        && structured.root().asMapping().stream().anyMatch(root -> IgnoreYaml.is(name, root));
  }

  @Override
  public List<Observation> collect(Document document, Hints hints) {
    IgnoreFile file = new IgnoreFile(new Source(name(), document.file().name(), document.index()));
    if (document instanceof Document.Text text) {
      new IgnoreText(file).read(text.text());
    } else if (document instanceof Document.Structured structured) {
      structured.root().asMapping().ifPresent(new IgnoreYaml(file)::read);
    }
    return file.observations();
  }

  @Override
  public Joined join(List<Observation> all, Instant now) {
    List<Evidence> files = Evidence.ofKind(EvidenceKinds.IMAGE_IGNORE, all);
    if (files.isEmpty()) {
      return new Joined(all, List.of());
    }
    IgnoreFiles ignored = new IgnoreFiles(files, now.getEpochSecond());
    List<Observation> reviewed =
        Reviews.each(
            EvidenceKinds.IMAGE_SCAN,
            all,
            scan ->
                new ScanReview(scan, (artifact, one) -> ignored.ruling(scan.source().file(), one))
                    .reviewed());
    return new Joined(
        Reviews.each(EvidenceKinds.IMAGE_IGNORE, reviewed, ignored::withUse), ignored.unused());
  }
}
