package dev.seaworthy.collectors.backup;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.seaworthy.collectors.Collector;
import dev.seaworthy.collectors.EvidenceKinds;
import dev.seaworthy.collectors.Hints;
import dev.seaworthy.collectors.document.Document;
import dev.seaworthy.collectors.document.Tree;
import dev.seaworthy.collectors.record.Claims;
import dev.seaworthy.engine.evidence.Evidence;
import dev.seaworthy.engine.evidence.Observation;
import dev.seaworthy.engine.evidence.Source;
import dev.seaworthy.engine.json.CanonicalJson;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
    Claims claims = new Claims(KIND, all);
    Map<Observation, Evidence> claimed = new HashMap<>();
    claims.claims().forEach(claim -> claimed.put(claim.result(), claimed(claim)));
    List<Observation> joined = new ArrayList<>();
    for (Observation one : all) {
      Evidence known = claimed.get(one);
      joined.add(known == null ? one : known);
    }
    joined.addAll(claims.gaps());
    return new Joined(joined, List.of());
  }

  /** The backups with what the record says of them. */
  private static Evidence claimed(Claims.Claim claim) {
    Evidence stanza = claim.result();
    JsonNode record = claim.content();
    ObjectNode content = (ObjectNode) stanza.content().node();
    for (String key : List.of("environment", "at", "by", "offSite", "archiving", "verified")) {
      if (record.has(key)) {
        content.set(key, record.path(key));
      }
    }
    return new Evidence(
        stanza.kind(),
        stanza.subject(),
        stanza.source(),
        CanonicalJson.of(content),
        stanza.locations());
  }

  private static Optional<Tree.Sequence> sequence(Document document) {
    return document instanceof Document.Structured structured
            && structured.root() instanceof Tree.Sequence list
        ? Optional.of(list)
        : Optional.empty();
  }
}
