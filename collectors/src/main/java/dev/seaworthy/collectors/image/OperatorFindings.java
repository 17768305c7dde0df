package dev.seaworthy.collectors.image;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The findings of one object of Trivy's operator, held to the object's own summary. */
final class OperatorFindings {
  private final ReportStream stream;
  private final String kind;
  private final TrivyReport report = new TrivyReport();
  private final Map<ScanSeverity, Long> listed = new TreeMap<>();
  private final Map<ScanSeverity, Long> summed = new TreeMap<>();

  OperatorFindings(ReportStream stream, String kind) {
    this.stream = stream;
    this.kind = kind;
  }

  /** Whether the object is about an image, and not about a resource's configuration. */
  boolean isOfImage() {
    return kind.endsWith("VulnerabilityReport") || kind.endsWith("ExposedSecretReport");
  }

  TrivyReport report() {
    return report;
  }

  void field(String field) throws IOException {
    switch (field) {
      case "summary" -> stream.object(this::summary);
      case "vulnerabilities" -> vulnerabilities();
      case "secrets" -> secrets();
      case "checks" -> checks();
      default -> {}
    }
  }

  private void summary(String field) throws IOException {
    if (field.endsWith("Count")) {
      String word = field.substring(0, field.length() - "Count".length());
      ScanSeverity severity = ScanSeverity.of(word);
      if (severity.name().equals(word.toUpperCase(Locale.ROOT))) {
        summed.put(severity, stream.count());
      }
    }
  }

  private void vulnerabilities() throws IOException {
    Map<Vulnerability.Key, Vulnerability> found = new LinkedHashMap<>();
    int[] entries = {0};
    stream.array(
        () -> {
          Vulnerability one = VulnerabilityReader.readPlaced(stream, "os-pkgs");
          entries[0]++;
          listed.merge(one.severity(), 1L, Long::sum);
          report.target(one.target(), one.resultClass());
          found.merge(one.key(), one, Vulnerability::absorb);
        });
    report.vulnerabilities(found, entries[0], stream);
  }

  private void secrets() throws IOException {
    List<Map<String, Object>> secrets = new ArrayList<>();
    report.target("", "secret");
    stream.array(
        () -> {
          Map<String, Object> secret = FindingReader.secret(stream);
          listed.merge(severity(secret), 1L, Long::sum);
          secrets.add(secret);
        });
    report.secrets(secrets);
  }

  private void checks() throws IOException {
    List<Map<String, Object>> checks = new ArrayList<>();
    stream.array(
        () -> {
          Map<String, Object> check = FindingReader.operatorCheck(stream);
          if ("FAIL".equals(check.get("status"))) {
            listed.merge(severity(check), 1L, Long::sum);
          }
          checks.add(check);
        });
    report.target("", "config");
    report.misconfigurations(checks);
  }

  private static ScanSeverity severity(Map<String, Object> finding) {
    return ScanSeverity.of(String.valueOf(finding.get("severity")));
  }

  /** The list may have been cut, by hand or by a policy of the cluster: then findings are lost. */
  void requireSummary() throws InvalidScanException {
    for (Map.Entry<ScanSeverity, Long> entry : summed.entrySet()) {
      long found = listed.getOrDefault(entry.getKey(), 0L);
      if (found != entry.getValue()) {
        throw stream.invalid(
            "counts %d findings of severity %s in its summary and lists %d"
                .formatted(entry.getValue(), entry.getKey(), found));
      }
    }
  }
}
