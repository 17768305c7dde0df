package dev.seaworthy.collectors.image;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.seaworthy.engine.evidence.Coverage;
import dev.seaworthy.engine.evidence.Evidence;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The statements of all VEX documents together, and how often each was of use. */
final class VexStatements {
  /** Of a document that would have to be signed, and is not. */
  static final String UNSIGNED = "unsigned";

  /** So many are told of one file. */
  private static final int TOLD = 20;

  /** The one that counts comes first: the latest, and of equally late ones the most cautious. */
  private static final Comparator<Filed> ORDER =
      Comparator.comparing((Filed one) -> one.statement().at(), Comparator.reverseOrder())
          .thenComparing(one -> one.statement().effect());

  private final Map<String, List<Filed>> byId = new HashMap<>();
  private final List<Filed> all = new ArrayList<>();
  private final Set<Coverage.Skipped> overruled = new LinkedHashSet<>();

  private final List<Coverage.Skipped> unsigned = new ArrayList<>();

  private VexStatements() {}

  /** Those of some documents. */
  static VexStatements of(List<Evidence> documents) {
    VexStatements statements = new VexStatements();
    for (Evidence document : documents) {
      JsonNode content = document.content().node();
      if (content.path(UNSIGNED).asBoolean()) {
        statements.unsigned.add(unsigned(document, content));
        continue;
      }
      for (JsonNode one : content.path("statements")) {
        statements.add(
            new Filed(VexStatement.fromTree(one), document, content.path("author").asText()));
      }
    }
    return statements;
  }

  private static Coverage.Skipped unsigned(Evidence document, JsonNode content) {
    return new Coverage.Skipped(
        document.source().file(),
        "VEX: %d statements excuse nothing, for nobody signed them; `release.yaml` asks so: attest them with `cosign attest`"
            .formatted(content.path("statements").size()));
  }

  private void add(Filed filed) {
    all.add(filed);
    filed.statement().ids().stream()
        .map(VexStatements::folded)
        .distinct()
        .forEach(id -> byId.computeIfAbsent(id, key -> new ArrayList<>()).add(filed));
  }

  private static String folded(String id) {
    return id.toUpperCase(Locale.ROOT);
  }

  /** What the statements say of a vulnerability of a scan; null where they say nothing. */
  @Nullable Ruling ruling(ScannedArtifact artifact, JsonNode vulnerability) {
    List<Filed> named = named(vulnerability);
    if (named.isEmpty()) {
      return null;
    }
    Optional<PackageUrl> purl = PackageUrl.of(vulnerability.path("purl").asText());
    ScannedPackage found =
        new ScannedPackage(artifact, purl, vulnerability.path("installed").asText());
    List<Filed> about = named.stream().filter(one -> one.isAbout(found)).sorted(ORDER).toList();
    about.forEach(Filed::use);
    return about.isEmpty() ? null : ruling(about.get(0), others(about), vulnerability);
  }

  private List<Filed> named(JsonNode vulnerability) {
    return Stream.of("id", "alias")
        .map(key -> folded(vulnerability.path(key).asText()))
        .flatMap(id -> byId.getOrDefault(id, List.of()).stream())
        .distinct()
        .toList();
  }

  /** Those that say something else than the first. */
  private static List<Filed> others(List<Filed> about) {
    VexStatement first = about.get(0).statement();
    return about.stream().filter(one -> one.statement().effect() != first.effect()).toList();
  }

  private Ruling ruling(Filed counts, List<Filed> others, JsonNode vulnerability) {
    VexStatement said = counts.statement();
    Map<String, Object> note = counts.note();
    if (!others.isEmpty()) {
      note.put("overrules", others.stream().map(Filed::note).toList());
      others.forEach(one -> overruled.add(overruled(one, counts, vulnerability)));
    }
    return new Ruling(
        said.isHonoured(),
        said.status().word(),
        said.impact().isEmpty() ? said.justification() : said.impact(),
        counts.file(),
        "vex",
        note);
  }

  private static Coverage.Skipped overruled(Filed one, Filed by, JsonNode vulnerability) {
    boolean later = by.statement().at() > one.statement().at();
    return new Coverage.Skipped(
        one.file(),
        "VEX: that %s is `%s` in `%s` is overruled by `%s` in %s, which is %s"
            .formatted(
                ReportStream.printable(vulnerability.path("id").asText()),
                one.statement().status().word(),
                ReportStream.printable(vulnerability.path("package").asText()),
                by.statement().status().word(),
                by.file(),
                later ? "later" : "as late and more cautious"));
  }

  /** The document with the number of findings that each of its statements was about. */
  Evidence withUse(Evidence document) {
    ObjectNode content = (ObjectNode) document.content().node();
    List<Filed> own = all.stream().filter(one -> one.source().equals(document.source())).toList();
    for (int i = 0; i < own.size(); i++) {
      ((ObjectNode) content.path("statements").path(i)).put("matches", own.get(i).uses());
    }
    return document.saying(content);
  }

  /** Statements that changed nothing, the first of each file in words. */
  List<Coverage.Skipped> unused() {
    List<Coverage.Skipped> skipped = new ArrayList<>(unsigned);
    skipped.addAll(overruled);
    Map<String, Integer> untold = new HashMap<>();
    for (Filed one : all) {
      if (one.uses() == 0 && untold.merge(one.file(), 1, Integer::sum) <= TOLD) {
        skipped.add(unused(one));
      }
    }
    untold.forEach(
        (file, count) -> {
          if (count > TOLD) {
            skipped.add(
                new Coverage.Skipped(
                    file,
                    "VEX: %d more statements are about nothing that was scanned"
                        .formatted(count - TOLD)));
          }
        });
    return skipped;
  }

  private static Coverage.Skipped unused(Filed one) {
    List<VexProduct> products = one.statement().products();
    String product = products.isEmpty() ? "?" : products.get(0).toString();
    return new Coverage.Skipped(
        one.file(),
        "VEX: that %s is `%s` in `%s` is about nothing that was scanned"
            .formatted(
                ReportStream.printable(one.statement().ids().get(0)),
                one.statement().status().word(),
                ReportStream.printable(product)));
  }
}
