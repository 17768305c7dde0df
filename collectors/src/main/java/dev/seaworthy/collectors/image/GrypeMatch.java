package dev.seaworthy.collectors.image;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** One entry of {@code matches} or {@code ignoredMatches}: a vulnerability of a package. */
final class GrypeMatch {
  private final ReportStream stream;
  private final Map<String, String> texts = new HashMap<>();
  private final Map<String, ScanSeverity> severities = new TreeMap<>();
  private final Map<String, Cvss> cvss = new TreeMap<>();
  private final List<String> related = new ArrayList<>();
  private final List<String> fixes = new ArrayList<>();
  private final List<String> locations = new ArrayList<>();
  private ScanSeverity severity = ScanSeverity.UNKNOWN;
  private String state = "";

  GrypeMatch(ReportStream stream) {
    this.stream = stream;
  }

  GrypeMatch read() throws IOException {
    stream.object(this::field);
    if (text("id").isEmpty()) {
      throw stream.invalid("has no `vulnerability.id`");
    }
    return this;
  }

  private void field(String field) throws IOException {
    switch (field) {
      case "vulnerability" -> severity = severity.or(vulnerability(true));
      case "relatedVulnerabilities" -> stream.array(() -> vulnerability(false));
      case "artifact" -> stream.object(this::artifact);
      case "appliedIgnoreRules" -> stream.array(() -> stream.object(this::rule));
      default -> {}
    }
  }

  /** The match's own vulnerability, or one that other sources know under a name of theirs. */
  private ScanSeverity vulnerability(boolean own) throws IOException {
    Map<String, String> said = new HashMap<>();
    Map<String, Object> scores = new TreeMap<>();
    stream.object(
        field -> {
          switch (field) {
            case "id", "namespace", "severity" -> said.put(field, stream.text());
            case "cvss" -> stream.array(() -> new GrypeScore(stream).readInto(scores));
            case "fix" -> {
              if (own) {
                stream.object(this::fix);
              }
            }
            default -> {}
          }
        });
    String id = said.getOrDefault("id", "");
    if (own) {
      texts.put("id", id);
    } else if (!id.isEmpty()) {
      related.add(id);
    }
    String source = source(said.getOrDefault("namespace", ""));
    ScanSeverity level = level(said.getOrDefault("severity", ""));
    severities.merge(source, level, ScanSeverity::or);
    if (!scores.isEmpty()) {
      cvss.putIfAbsent(source, new Cvss(scores));
    }
    return level;
  }

  /** {@code github:language:python} is what Trivy calls {@code ghsa}. */
  private static String source(String namespace) {
    int colon = namespace.indexOf(':');
    String first = colon < 0 ? namespace : namespace.substring(0, colon);
    return switch (first) {
      case "" -> "grype";
      case "github" -> "ghsa";
      default -> first;
    };
  }

  /** Trivy has no word below low. */
  private static ScanSeverity level(String word) {
    return word.toLowerCase(Locale.ROOT).equals("negligible")
        ? ScanSeverity.LOW
        : ScanSeverity.of(word);
  }

  private void fix(String field) throws IOException {
    if (field.equals("versions")) {
      fixes.addAll(stream.texts());
    } else if (field.equals("state")) {
      state = stream.text();
    }
  }

  private void artifact(String field) throws IOException {
    switch (field) {
      case "name" -> texts.put("package", stream.text());
      case "version" -> texts.put("installed", stream.text());
      case "type", "purl" -> texts.put(field, stream.text());
      case "locations" -> stream.array(() -> stream.object(this::location));
      default -> {}
    }
  }

  private void location(String field) throws IOException {
    if (field.equals("path")) {
      locations.add(stream.text().replaceFirst("^/", ""));
    }
  }

  private void rule(String field) throws IOException {
    switch (field) {
      case "vex-status" -> texts.put("vexStatus", stream.text());
      case "vex-justification", "reason" -> texts.merge("why", stream.text(), GrypeMatch::longer);
      default -> {}
    }
  }

  private static String longer(String first, String second) {
    return first.length() >= second.length() ? first : second;
  }

  /** What is known of it; of two names the one by CVE goes first, as with other scanners. */
  private Map<String, String> named() {
    Map<String, String> named = new HashMap<>(texts);
    List<String> cves = related.stream().filter(id -> id.startsWith("CVE-")).distinct().toList();
    if (!text("id").startsWith("CVE-") && cves.size() == 1) {
      named.put("id", cves.get(0));
      named.put("alias", text("id"));
    }
    return named;
  }

  /** The finding. */
  Vulnerability vulnerability() {
    Map<String, String> named = named();
    boolean system = PackageType.isOfSystem(text("type"));
    String place = locations.isEmpty() ? "" : locations.get(0);
    named.put("path", system ? "" : place);
    named.put("fixed", String.join(", ", fixes));
    named.put("status", status());
    Vulnerability one =
        new Vulnerability(
            named, severity, stream.same(Map.copyOf(severities)), stream.same(Map.copyOf(cvss)));
    one.foundIn(place, system ? "os-pkgs" : "lang-pkgs", text("type"));
    return one;
  }

  private String status() {
    return switch (state) {
      case "fixed" -> "fixed";
      case "not-fixed" -> "affected";
      case "wont-fix" -> "will_not_fix";
      default -> "";
    };
  }

  /** What the scanner was told to leave out. */
  Map<String, Object> suppressed() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("type", "vulnerability");
    tree.put("id", named().getOrDefault("id", ""));
    TrivyReport.putIfAny(tree, "alias", named().getOrDefault("alias", ""));
    tree.put("severity", severity.name());
    tree.put("package", text("package"));
    tree.put("status", text("vexStatus").isEmpty() ? "ignored" : text("vexStatus"));
    TrivyReport.putIfAny(tree, "statement", text("why"));
    return tree;
  }

  private String text(String key) {
    return texts.getOrDefault(key, "");
  }
}
