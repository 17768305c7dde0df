package dev.seaworthy.collectors.backup;

import dev.seaworthy.collectors.Collector;
import dev.seaworthy.collectors.EvidenceKinds;
import dev.seaworthy.collectors.Hints;
import dev.seaworthy.collectors.document.Document;
import dev.seaworthy.collectors.document.Tree;
import dev.seaworthy.collectors.record.Claims;
import dev.seaworthy.engine.evidence.Evidence;
import dev.seaworthy.engine.evidence.Observation;
import dev.seaworthy.engine.evidence.Source;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Reads what pgBackRest tells of its backups; records of kind {@code BackupReport} say of which
 * environment, and what the tool does not know.
 */
public final class BackupCollector implements Collector {
  static final String NAME = "backup";

  private static final Claims.Kind KIND =
      new Claims.Kind("BackupReport", EvidenceKinds.BACKUP_STANZA, NAME, "backup list");

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public boolean recognises(Document document) {
    return sequence(document).filter(PgBackRestReader::is).isPresent();
  }

  @Override
  public List<Observation> collect(Document document, Hints hints) {
    Source source = new Source(NAME, document.file().name(), document.index());
    return new PgBackRestReader(source, sequence(document).orElseThrow()).read();
  }

  @Override
  public Joined join(List<Observation> all, Instant now) {
    return new Joined(Claims.joined(KIND, all, BackupCollector::claimed), List.of());
  }

  /** The backups with what the record says of them. */
  private static Evidence claimed(Claims.Claim claim) {
    return claim.saying(
        claim.told(List.of("environment", "at", "by", "offSite", "archiving", "verified")));
  }

  private static Optional<Tree.Sequence> sequence(Document document) {
    return document instanceof Document.Structured structured
            && structured.root() instanceof Tree.Sequence list
        ? Optional.of(list)
        : Optional.empty();
  }
}
