package dev.seaworthy.collectors.image;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What was read of one report so far; in the end, the content of its evidence. */
final class TrivyReport {
  /** The one schema version that Trivy has written since 0.20. */
  static final long SCHEMA = 2;

  /** What the array before it is called here; it names no version itself. */
  static final long OLD_SCHEMA = 1;

  static final String IMAGE = "container_image";

  /** {@code alpine:3.10 (alpine 3.10.2)}. */
  private static final Pattern OS_TARGET = Pattern.compile("(.+) \\([a-z][^()]*\\)");

  private final Map<Vulnerability.Key, Vulnerability> vulnerabilities = new LinkedHashMap<>();
  private final List<Map<String, Object>> secrets = new ArrayList<>();
  private final List<Map<String, Object>> misconfigurations = new ArrayList<>();
  private final List<Map<String, Object>> licenses = new ArrayList<>();
  private final List<Map<String, Object>> suppressed = new ArrayList<>();
  private final CheckCounts checks = new CheckCounts();
  private final TreeSet<String> classes = new TreeSet<>();
  private final List<String> targets = new ArrayList<>();
  private int reported;

  void target(String target, String resultClass) {
    targets.add(target);
    classes.add(resultClass);
  }

  void vulnerabilities(Map<Vulnerability.Key, Vulnerability> found, int entries) {
    reported += entries;
    found.forEach(
        (key, one) -> {
          Vulnerability known = vulnerabilities.putIfAbsent(key, one);
          if (known != null) {
            known.absorb(one);
          }
        });
  }

  void checks(CheckCounts more) {
    checks.addAll(more);
  }

  void others(
      List<Map<String, Object>> moreSecrets,
      List<Map<String, Object>> moreMisconfigurations,
      List<Map<String, Object>> moreLicenses,
      List<Map<String, Object>> moreSuppressed) {
    secrets.addAll(moreSecrets);
    misconfigurations.addAll(moreMisconfigurations);
    licenses.addAll(moreLicenses);
    suppressed.addAll(moreSuppressed);
  }

  /** The artifact of a report that does not name it, from its first target of an OS, or any. */
  String nameFromTargets() {
    return targets.stream()
        .map(OS_TARGET::matcher)
        .filter(Matcher::matches)
        .map(matcher -> matcher.group(1))
        .findFirst()
        .orElseGet(() -> targets.isEmpty() ? "" : targets.get(0));
  }

  boolean hasOperatingSystem() {
    return targets.stream().anyMatch(TrivyReport::ofOperatingSystem);
  }

  static boolean ofOperatingSystem(String target) {
    return OS_TARGET.matcher(target).matches();
  }

  /** The findings and their counts. */
  Map<String, Object> toTree() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put(
        "vulnerabilities", vulnerabilities.values().stream().map(Vulnerability::toTree).toList());
    tree.put("secrets", secrets);
    tree.put("misconfigurations", misconfigurations);
    tree.put("licenses", licenses);
    tree.put("suppressed", suppressed);
    tree.put("classes", classes);
    tree.put("counts", counts());
    return tree;
  }

  private Map<String, Object> counts() {
    Map<String, Object> counts = new LinkedHashMap<>();
    counts.put("vulnerabilities", bySeverity());
    counts.put("reported", reported);
    if (!checks.isEmpty()) {
      counts.put("checks", checks.toTree());
    }
    return counts;
  }

  private Map<String, Object> bySeverity() {
    Map<String, Integer> counts = new TreeMap<>();
    for (ScanSeverity severity : ScanSeverity.values()) {
      counts.put(severity.name(), 0);
    }
    vulnerabilities.values().forEach(one -> counts.merge(one.severity().name(), 1, Integer::sum));
    return new TreeMap<>(counts);
  }

  static void putIfAny(Map<String, Object> tree, String key, String text) {
    if (!text.isEmpty()) {
      tree.put(key, text);
    }
  }
}
