package dev.seaworthy.collectors.image;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads one entry of {@code Results}. Nothing is handed on before its end, since a report that went
 * through {@code jq -S} names its target after its findings.
 */
final class ResultReader {
  private final ReportStream stream;
  private final Map<Vulnerability.Key, Vulnerability> vulnerabilities = new LinkedHashMap<>();
  private final List<Map<String, Object>> secrets = new ArrayList<>();
  private final List<Map<String, Object>> misconfigurations = new ArrayList<>();
  private final List<Map<String, Object>> licenses = new ArrayList<>();
  private final List<Map<String, Object>> suppressed = new ArrayList<>();
  private final CheckCounts checks = new CheckCounts();
  private String target = "";
  private String resultClass = "";
  private String type = "";
  private int reported;
  private int packages;

  ResultReader(ReportStream stream) {
    this.stream = stream;
  }

  /**
   * Reads to the end and hands on, or hands on what was read before the report broke off.
   *
   * @param report takes what was found in files and packages
   * @param audit takes what was found in configuration; may be the same
   */
  void readInto(TrivyReport report, TrivyReport audit) throws IOException {
    try {
      stream.object(this::field);
    } finally {
      handOn(report, audit);
    }
  }

  private void handOn(TrivyReport report, TrivyReport audit) {
    String named = resultClass.isEmpty() ? inferredClass() : resultClass;
    vulnerabilities.values().forEach(one -> one.foundIn(target, named, type));
    secrets.forEach(one -> one.put("target", target));
    misconfigurations.forEach(one -> one.put("target", target));
    boolean ofConfiguration = isOfConfiguration(named);
    (ofConfiguration ? audit : report).target(target, named);
    report.vulnerabilities(vulnerabilities, reported, stream);
    report.packages(named, packages);
    report.secrets(secrets);
    report.licenses(licenses);
    (ofConfiguration ? audit : report).suppressed(suppressed);
    audit.checks(checks);
    audit.misconfigurations(misconfigurations);
  }

  private boolean isOfConfiguration(String named) {
    return named.equals("config") || !misconfigurations.isEmpty() || !checks.isEmpty();
  }

  private void field(String field) throws IOException {
    switch (field) {
      case "Target" -> target = stream.text();
      case "Class" -> resultClass = stream.text();
      case "Type" -> type = stream.text();
      case "Vulnerabilities" -> stream.array(this::vulnerability);
      case "Packages" -> stream.array(() -> packages++);
      case "Secrets" -> keep(secrets, () -> FindingReader.secret(stream));
      case "Misconfigurations" ->
          keep(misconfigurations, () -> FindingReader.misconfiguration(stream));
      case "MisconfSummary" -> checks.read(stream);
      case "Licenses" -> keep(licenses, () -> FindingReader.license(stream));
      case "ExperimentalModifiedFindings" ->
          keep(suppressed, () -> FindingReader.suppressed(stream));
      default -> {}
    }
  }

  /** Reads one finding. */
  @FunctionalInterface
  private interface Reading {
    Map<String, Object> read() throws IOException;
  }

  private void keep(List<Map<String, Object>> list, Reading reading) throws IOException {
    stream.array(
        () -> {
          Map<String, Object> one = reading.read();
          if (stream.keeps()) {
            list.add(one);
          }
        });
  }

  private void vulnerability() throws IOException {
    Vulnerability one = VulnerabilityReader.read(stream);
    reported++;
    Vulnerability known = vulnerabilities.get(one.key());
    if (known != null) {
      known.absorb(one);
    } else if (stream.fits(vulnerabilities.size())) {
      vulnerabilities.put(one.key(), one);
    }
  }

  /** Reports before schema 2 have no class: the target of an operating system ends in its name. */
  private String inferredClass() {
    return TrivyReport.ofOperatingSystem(target) ? "os-pkgs" : "lang-pkgs";
  }
}
