package dev.seaworthy.collectors.image;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.seaworthy.engine.evidence.Evidence;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.LongStream;

/**
 * Applies rulings to a scan that was read before. Vulnerabilities are gone through one by one, each
 * time anew from the evidence's bytes, since trees of a million of them would not fit.
 */
final class ScanReview {
  private static final String VULNERABILITIES = "vulnerabilities";

  private final Evidence scan;
  private final Ruling.Judge judge;
  private final Map<Integer, Ruling> rulings = new HashMap<>();
  private final Map<String, Integer> takenOut = new TreeMap<>();

  ScanReview(Evidence scan, Ruling.Judge judge) {
    this.scan = scan;
    this.judge = judge;
  }

  /** The scan with what was ruled; itself where nothing was. */
  Evidence reviewed() {
    ObjectNode head = ScanContent.without(VULNERABILITIES, scan);
    ScannedArtifact artifact = ScannedArtifact.of(head.path("image"));
    List<Object> suppressed = new ArrayList<>();
    head.path("suppressed").forEach(suppressed::add);
    ScanContent.each(
        VULNERABILITIES, scan, (index, one) -> judge(artifact, index, one, suppressed));
    if (rulings.isEmpty()) {
      return scan;
    }
    count((ObjectNode) head.path("counts").path(VULNERABILITIES));
    Map<String, Object> content = new LinkedHashMap<>();
    head.properties().forEach(field -> content.put(field.getKey(), field.getValue()));
    content.put(VULNERABILITIES, (Iterable<Object>) () -> kept().iterator());
    content.put("suppressed", suppressed);
    expiry().ifPresent(seconds -> content.put("expires", seconds));
    return scan.saying(content);
  }

  private void judge(ScannedArtifact artifact, int index, JsonNode one, List<Object> suppressed) {
    Ruling ruling = judge.on(artifact, one);
    if (ruling != null) {
      rulings.put(index, ruling);
      if (ruling.takesOut()) {
        takenOut.merge(one.path("severity").asText(), 1, Integer::sum);
        suppressed.add(suppressed(ruling, one));
      }
    }
  }

  /** The form that a scanner's own suppressed findings have, and the whole finding. */
  private static Map<String, Object> suppressed(Ruling ruling, JsonNode one) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("type", "vulnerability");
    tree.put("id", one.path("id"));
    tree.put("severity", one.path("severity"));
    tree.put("package", one.path("package"));
    tree.put("status", ruling.status());
    TrivyReport.putIfAny(tree, "statement", ruling.statement());
    tree.put("source", ruling.source());
    tree.put(ruling.key(), ruling.note());
    tree.put("finding", one);
    return tree;
  }

  private List<Object> kept() {
    List<Object> kept = new ArrayList<>();
    ScanContent.each(
        VULNERABILITIES,
        scan,
        (index, one) -> {
          Ruling ruling = rulings.get(index);
          if (ruling == null) {
            kept.add(one);
          } else if (!ruling.takesOut()) {
            Map<String, Object> noted = new LinkedHashMap<>();
            one.properties().forEach(field -> noted.put(field.getKey(), field.getValue()));
            noted.put(ruling.key(), ruling.note());
            kept.add(noted);
          }
        });
    return kept;
  }

  /** The earliest end of what was ruled: the evidence holds no longer. */
  private OptionalLong expiry() {
    LongStream ends =
        rulings.values().stream()
            .map(one -> one.note().get("expiredAt"))
            .filter(Long.class::isInstance)
            .mapToLong(end -> (Long) end);
    return ends.min();
  }

  private void count(ObjectNode bySeverity) {
    takenOut.forEach(
        (severity, count) -> bySeverity.put(severity, bySeverity.path(severity).asInt() - count));
  }
}
