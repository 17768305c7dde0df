package dev.seaworthy.collectors.image;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Reads findings other than vulnerabilities; text that may hold a secret is never looked at. */
final class FindingReader {
  private FindingReader() {}

  /** {@code Match} and {@code Code} hold the secret itself and stay behind. */
  static Map<String, Object> secret(ReportStream stream) throws IOException {
    Map<String, String> texts = new TreeMap<>();
    Map<String, Object> secret = new LinkedHashMap<>();
    stream.object(
        field -> {
          switch (field) {
            case "StartLine" -> secret.put("startLine", stream.number());
            case "RuleID", "ruleID" -> texts.put("RuleID", stream.text());
            case "Category", "category" -> texts.put("Category", stream.text());
            case "Severity", "severity" -> texts.put("Severity", stream.text());
            case "Title", "title" -> texts.put("Title", stream.text());
            // Only the operator names the target in the secret.
            case "target" -> secret.put("target", stream.text());
            default -> {}
          }
        });
    secret.put("rule", text(texts, "RuleID"));
    secret.put("category", text(texts, "Category"));
    secret.put("severity", severity(texts));
    secret.put("title", text(texts, "Title"));
    return secret;
  }

  static Map<String, Object> misconfiguration(ReportStream stream) throws IOException {
    Map<String, String> texts = texts(stream, Set.of("ID", "AVDID", "Severity", "Title", "Status"));
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("id", text(texts, "ID").isEmpty() ? text(texts, "AVDID") : text(texts, "ID"));
    tree.put("severity", severity(texts));
    tree.put("title", text(texts, "Title"));
    tree.put("status", text(texts, "Status").isEmpty() ? "FAIL" : text(texts, "Status"));
    return tree;
  }

  /** A check as the operator writes it; it lists those that passed too. */
  static Map<String, Object> operatorCheck(ReportStream stream) throws IOException {
    Map<String, String> texts = new TreeMap<>();
    boolean[] success = {false};
    stream.object(
        field -> {
          if (field.equals("success")) {
            success[0] = stream.flag();
          } else {
            keep(Set.of("checkID", "severity", "title"), field, stream, texts);
          }
        });
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("id", text(texts, "checkID"));
    tree.put("severity", ScanSeverity.of(text(texts, "severity")).name());
    tree.put("title", text(texts, "title"));
    tree.put("status", success[0] ? "PASS" : "FAIL");
    return tree;
  }

  static Map<String, Object> license(ReportStream stream) throws IOException {
    Map<String, String> texts =
        texts(stream, Set.of("Name", "Severity", "PkgName", "FilePath", "Category"));
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("name", text(texts, "Name"));
    tree.put("severity", severity(texts));
    tree.put(
        "package",
        text(texts, "PkgName").isEmpty() ? text(texts, "FilePath") : text(texts, "PkgName"));
    tree.put("category", text(texts, "Category"));
    return tree;
  }

  /** A finding of any type that VEX or an ignore file took out of the list. */
  static Map<String, Object> suppressed(ReportStream stream) throws IOException {
    Map<String, String> texts = new TreeMap<>();
    Map<String, String> finding = new TreeMap<>();
    Set<String> kept = Set.of("VulnerabilityID", "ID", "RuleID", "Name", "PkgName", "Severity");
    stream.object(
        field -> {
          if (field.equals("Finding")) {
            stream.object(inner -> keep(kept, inner, stream, finding));
          } else {
            keep(Set.of("Type", "Status", "Statement", "Source"), field, stream, texts);
          }
        });
    Map<String, Object> tree = new LinkedHashMap<>();
    TrivyReport.putIfAny(tree, "type", text(texts, "Type"));
    tree.put("id", id(finding));
    tree.put("severity", severity(finding));
    tree.put("package", text(finding, "PkgName"));
    tree.put("status", text(texts, "Status"));
    TrivyReport.putIfAny(tree, "statement", text(texts, "Statement"));
    TrivyReport.putIfAny(tree, "source", text(texts, "Source"));
    return tree;
  }

  private static String id(Map<String, String> finding) {
    return Stream.of("VulnerabilityID", "RuleID", "ID", "Name")
        .map(key -> text(finding, key))
        .filter(text -> !text.isEmpty())
        .findFirst()
        .orElse("");
  }

  private static Map<String, String> texts(ReportStream stream, Set<String> wanted)
      throws IOException {
    Map<String, String> texts = new TreeMap<>();
    stream.object(field -> keep(wanted, field, stream, texts));
    return texts;
  }

  private static void keep(
      Set<String> wanted, String field, ReportStream stream, Map<String, String> texts)
      throws IOException {
    if (wanted.contains(field)) {
      texts.put(field, stream.text());
    }
  }

  private static String text(Map<String, String> texts, String key) {
    return texts.getOrDefault(key, "");
  }

  private static String severity(Map<String, String> texts) {
    return ScanSeverity.of(text(texts, "Severity")).name();
  }
}
