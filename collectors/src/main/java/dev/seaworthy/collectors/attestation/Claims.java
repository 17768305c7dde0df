package dev.seaworthy.collectors.attestation;

import dev.seaworthy.collectors.document.Instants;
import dev.seaworthy.collectors.document.Tree;
import dev.seaworthy.collectors.image.Predicates;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What statements claim that are no documents of their own: results of tests, scans and
 * verifications, and attributes of how something was made.
 */
final class Claims {
  /** Nobody's scan finds more, and no report on attributes has as many. */
  private static final int MAX_ITEMS = 20_000;

  private final Members predicate;
  private final Map<String, Object> tree = new TreeMap<>();

  private Claims(Members predicate) {
    this.predicate = predicate;
  }

  /** By the key under which evidence has them; empty where the statement claims something else. */
  static Map<String, Object> of(Statement statement) throws Refusal {
    String type = statement.predicateType();
    if (type.equals("https://in-toto.io/attestation/test-result/v0.1")) {
      return Map.of("test", new Claims(statement.members("the test result")).test());
    }
    if (type.equals(Predicates.COSIGN_VULN)
        || type.startsWith("https://in-toto.io/attestation/vulns/v0.")) {
      return Map.of("scan", new Claims(statement.members("the scan")).scan());
    }
    if (type.startsWith("https://in-toto.io/attestation/scai/attribute-report/v0.")
        || type.startsWith("https://in-toto.io/attestation/scai/v0.")) {
      return Map.of("attributes", new Claims(statement.members("the report")).attributes());
    }
    if (type.startsWith("https://slsa.dev/verification_summary/v")) {
      return Map.of("summary", new Claims(statement.members("the summary")).summary());
    }
    return Map.of();
  }

  private Map<String, Object> test() throws Refusal {
    tree.put("result", predicate.text("result"));
    put("url", predicate.textOrNothing("url"));
    for (String kind : List.of("passed", "warned", "failed")) {
      if (predicate.has(kind + "Tests")) {
        tree.put(kind, few(predicate.items(kind + "Tests")).size());
      }
    }
    return tree;
  }

  private Map<String, Object> scan() throws Refusal {
    Members scanner = predicate.object("scanner");
    put("scanner", scanner.textOrNothing("uri"));
    put("version", scanner.textOrNothing("version"));
    if (scanner.has("db")) {
      Members database = scanner.object("db");
      put("database", database.textOrNothing("uri"));
      time("databaseAt", database.textOrNothing("lastUpdate"));
    }
    if (predicate.has("metadata")) {
      Members metadata = predicate.object("metadata");
      time("startedAt", metadata.textOrNothing("scanStartedOn"));
      time("finishedAt", metadata.textOrNothing("scanFinishedOn"));
    }
    // cosign's has the scanner's report there, which is evidence of its own.
    if (scanner.value("result").orElse(null) instanceof Tree.Sequence results) {
      List<Object> found = new ArrayList<>();
      for (Tree item : few(results.items())) {
        found.add(vulnerability(Members.of(item, "a result")));
      }
      tree.put("found", found);
    }
    return tree;
  }

  private static Map<String, Object> vulnerability(Members result) throws Refusal {
    Map<String, Object> severities = new TreeMap<>();
    for (Tree item : few(result.items("severity"))) {
      Members severity = Members.of(item, "a severity");
      severities.put(
          severity.textOrNothing("method"),
          severity.value("score").map(Tree::plain).map(String::valueOf).orElse(""));
    }
    return Map.of("id", result.text("id"), "severities", severities);
  }

  private List<Object> attributes() throws Refusal {
    List<Object> attributes = new ArrayList<>();
    for (Tree item : few(predicate.items("attributes"))) {
      attributes.add(Members.of(item, "an attribute").text("attribute"));
    }
    return attributes;
  }

  private Map<String, Object> summary() throws Refusal {
    tree.put("result", predicate.text("verificationResult"));
    tree.put("verifier", predicate.object("verifier").text("id"));
    put("resource", predicate.textOrNothing("resourceUri"));
    time("at", predicate.textOrNothing("timeVerified"));
    List<Object> levels = new ArrayList<>();
    for (Tree item : few(predicate.items("verifiedLevels"))) {
      levels.add(item.asText().orElse(""));
    }
    tree.put("levels", levels);
    return tree;
  }

  private static List<Tree> few(List<Tree> items) throws Refusal {
    if (items.size() > MAX_ITEMS) {
      throw new Refusal("too-many", "a list has more than %d items".formatted(MAX_ITEMS));
    }
    return items;
  }

  private void put(String key, String text) {
    if (!text.isEmpty()) {
      tree.put(key, text);
    }
  }

  private void time(String key, String text) throws Refusal {
    if (!text.isEmpty()) {
      Optional<Instant> time = Instants.time(text);
      if (time.isEmpty()) {
        throw new Refusal("malformed", "`%s` is no time".formatted(text));
      }
      tree.put(key, time.get().getEpochSecond());
    }
  }
}
