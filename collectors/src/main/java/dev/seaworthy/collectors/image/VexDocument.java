package dev.seaworthy.collectors.image;

import dev.seaworthy.collectors.EvidenceKinds;
import dev.seaworthy.collectors.document.Tree;
import dev.seaworthy.engine.evidence.Observation;
import dev.seaworthy.engine.evidence.Subject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What was read of a document of VEX statements, of any format. */
final class VexDocument {
  private final String format;
  private final Map<String, Object> head = new LinkedHashMap<>();
  private final List<VexStatement> statements = new ArrayList<>();
  private String id = "";
  private long timestamp = VexStatement.UNDATED;

  /** An empty one of a format: {@code openvex}, {@code cyclonedx} or {@code csaf}. */
  VexDocument(String format) {
    this.format = format;
  }

  void id(String text) {
    id = text;
  }

  /** Something else that the document says of itself; an empty text says nothing. */
  void says(String key, String text) {
    TrivyReport.putIfAny(head, key, text);
  }

  /** When it was made, or changed last: the later counts. */
  void made(long seconds) {
    timestamp = Math.max(timestamp, seconds);
  }

  void add(VexStatement statement) {
    statements.add(statement);
  }

  boolean isEmpty() {
    return statements.isEmpty();
  }

  /** Its evidence; none where not even a key of the root was read. */
  List<Observation> observations(ScanSource source, Map<String, Tree.Mark> marks) {
    return marks.size() > 1 ? List.of(evidence(source, marks)) : List.of();
  }

  /**
   * Its evidence.
   *
   * @param marks where each key of the root stands, and under the empty key the root itself
   */
  Observation evidence(ScanSource source, Map<String, Tree.Mark> marks) {
    Map<String, Object> content = new LinkedHashMap<>(head);
    content.put("format", format);
    TrivyReport.putIfAny(content, "id", id);
    if (timestamp != VexStatement.UNDATED) {
      content.put("timestamp", timestamp);
    }
    content.put("statements", statements.stream().map(this::dated).toList());
    return source.evidence(
        EvidenceKinds.IMAGE_VEX,
        Subject.of("VexDocument", id.isBlank() ? source.file() : id),
        content,
        marks);
  }

  /** A statement without a time is as old as its document. */
  private Map<String, Object> dated(VexStatement one) {
    Map<String, Object> tree = one.toFullTree();
    if (one.at() == VexStatement.UNDATED && timestamp != VexStatement.UNDATED) {
      tree.put("timestamp", timestamp);
    }
    return tree;
  }
}
