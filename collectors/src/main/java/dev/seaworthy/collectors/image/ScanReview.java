package dev.seaworthy.collectors.image;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.seaworthy.engine.evidence.Evidence;
import dev.seaworthy.engine.json.CanonicalJson;
import java.io.IOException;
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
  private static final ObjectMapper MAPPER = new ObjectMapper();

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
    ObjectNode head = MAPPER.createObjectNode();
    fields((name, parser) -> head.set(name, MAPPER.readTree(parser)));
    ScannedArtifact artifact = ScannedArtifact.of(head.path("image"));
    List<Object> suppressed = new ArrayList<>();
    head.path("suppressed").forEach(suppressed::add);
    each((index, one) -> judge(artifact, index, one, suppressed));
    if (rulings.isEmpty()) {
      return scan;
    }
    count((ObjectNode) head.path("counts").path(VULNERABILITIES));
    Map<String, Object> content = new LinkedHashMap<>();
    head.properties().forEach(field -> content.put(field.getKey(), field.getValue()));
    content.put(VULNERABILITIES, (Iterable<Object>) () -> kept().iterator());
    content.put("suppressed", suppressed);
    expiry().ifPresent(seconds -> content.put("expires", seconds));
    return new Evidence(
        scan.kind(), scan.subject(), scan.source(), CanonicalJson.of(content), scan.locations());
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
    each(
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

  @FunctionalInterface
  private interface Field {
    void read(String name, JsonParser parser) throws IOException;
  }

  @FunctionalInterface
  private interface Item {
    void read(int index, JsonNode item);
  }

  /** Every field but the vulnerabilities. */
  private void fields(Field field) {
    root(
        (name, parser) -> {
          if (name.equals(VULNERABILITIES)) {
            parser.skipChildren();
          } else {
            field.read(name, parser);
          }
        });
  }

  private void each(Item item) {
    root(
        (name, parser) -> {
          if (!name.equals(VULNERABILITIES)) {
            parser.skipChildren();
            return;
          }
          int index = 0;
          while (parser.nextToken() != JsonToken.END_ARRAY) {
            item.read(index++, MAPPER.readTree(parser));
          }
        });
  }

  private void root(Field field) {
    try (JsonParser parser = scan.content().parser()) {
      parser.nextToken();
      for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
        parser.nextToken();
        field.read(name, parser);
      }
    } catch (IOException e) {
      throw new IllegalStateException("canonical bytes are well-formed", e);
    }
  }
}
