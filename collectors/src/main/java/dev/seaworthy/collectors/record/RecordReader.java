package dev.seaworthy.collectors.record;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.collectors.document.HashedLocations;
import dev.seaworthy.collectors.document.Tree;
import dev.seaworthy.engine.evidence.Evidence;
import dev.seaworthy.engine.evidence.Gap;
import dev.seaworthy.engine.evidence.Location;
import dev.seaworthy.engine.evidence.Locations;
import dev.seaworthy.engine.evidence.Observation;
import dev.seaworthy.engine.evidence.Problem;
import dev.seaworthy.engine.evidence.Source;
import dev.seaworthy.engine.evidence.Subject;
import dev.seaworthy.engine.json.CanonicalJson;
import dev.seaworthy.engine.json.JsonPath;
import dev.seaworthy.engine.json.NotCanonicalException;
import dev.seaworthy.engine.policy.Suggestions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads one record. It is written by hand, and a slip in it could prove what did not happen: what
 * does not fit its schema in any way is a gap, and no evidence.
 */
final class RecordReader {
  private final Source source;
  private final Tree.Mapping root;
  private final Locations locations;

  RecordReader(String file, int document, Tree.Mapping root) {
    this.source = new Source(RecordCollector.NAME, file, document);
    this.root = root;
    this.locations = HashedLocations.of(file, root);
  }

  List<Observation> read() {
    String name = root.text("kind").orElse("");
    Optional<RecordKind> kind = RecordKind.named(name);
    if (kind.isEmpty()) {
      return List.of(
          gap(
              RecordProblems.unknownKind(name, Suggestions.didYouMean(name, RecordKind.names())),
              JsonPath.of("kind"),
              RecordCollector.NAME + "/*"));
    }
    try {
      return read(kind.get(), CanonicalJson.of(root.plain()).node());
    } catch (NotCanonicalException e) {
      Problem problem = RecordProblems.notCanonical(kind.get(), String.valueOf(e.getMessage()));
      return List.of(gap(problem, JsonPath.ROOT, kind.get().evidenceKind()));
    }
  }

  private List<Observation> read(RecordKind kind, JsonNode record) throws NotCanonicalException {
    List<Observation> gaps = new ArrayList<>();
    for (RecordViolation violation : RecordViolation.of(kind, record)) {
      gaps.add(gap(kind, violation.path(), violation.what()));
    }
    if (!gaps.isEmpty()) {
      return gaps;
    }
    Map<String, Object> content =
        new RecordValues(kind, (path, what) -> gaps.add(gap(kind, path, what))).of(record);
    return gaps.isEmpty() ? List.of(evidence(kind, content)) : gaps;
  }

  private Evidence evidence(RecordKind kind, Map<String, Object> content)
      throws NotCanonicalException {
    return new Evidence(
        kind.evidenceKind(),
        Subject.of(kind.name(), source.file()),
        source,
        CanonicalJson.of(content),
        locations);
  }

  private Gap gap(RecordKind kind, JsonPath path, String what) {
    return gap(RecordProblems.invalid(kind, path, what), path, kind.evidenceKind());
  }

  private Gap gap(Problem problem, JsonPath path, String affects) {
    Location at = locations.locate(path);
    return new Gap(problem, source, at, List.of(affects));
  }
}
