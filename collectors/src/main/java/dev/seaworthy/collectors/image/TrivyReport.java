package dev.seaworthy.collectors.image;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
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
  private final Map<String, Long> packages = new TreeMap<>();
  private final TreeSet<String> classes = new TreeSet<>();
  private final Set<String> targets = new LinkedHashSet<>();
  private int reported;

  void target(String target, String resultClass) {
    if (targets.size() < Vulnerability.MOST_TARGETS) {
      targets.add(target);
    }
    classes.add(resultClass);
  }

  /**
   * Takes over what one result found.
   *
   * @param entries how many there were of them
   * @param stream of the report, which tells whether they fit
   */
  void vulnerabilities(
      Map<Vulnerability.Key, Vulnerability> found, int entries, ReportStream stream) {
    vulnerabilities(found, entries, stream::keeps);
  }

  private void vulnerabilities(
      Map<Vulnerability.Key, Vulnerability> found, int entries, BooleanSupplier fits) {
    reported += entries;
    found.forEach(
        (key, one) -> {
          Vulnerability known = vulnerabilities.get(key);
          if (known != null) {
            known.absorb(one);
          } else if (fits.getAsBoolean()) {
            vulnerabilities.put(key, one);
          }
        });
  }

  /** How many findings it holds. */
  long size() {
    return (long) vulnerabilities.size()
        + secrets.size()
        + misconfigurations.size()
        + licenses.size()
        + suppressed.size();
  }

  void checks(CheckCounts more) {
    checks.addAll(more);
  }

  void secrets(List<Map<String, Object>> more) {
    secrets.addAll(more);
  }

  void misconfigurations(List<Map<String, Object>> more) {
    misconfigurations.addAll(more);
  }

  void licenses(List<Map<String, Object>> more) {
    licenses.addAll(more);
  }

  void suppressed(List<Map<String, Object>> more) {
    suppressed.addAll(more);
  }

  void packages(String resultClass, int count) {
    if (count > 0) {
      packages.merge(resultClass, (long) count, Long::sum);
    }
  }

  /** Takes over what a further scan of the same thing adds. */
  TrivyReport absorb(TrivyReport other) {
    targets.addAll(other.targets);
    classes.addAll(other.classes);
    vulnerabilities(other.vulnerabilities, other.reported, () -> true);
    addNew(secrets, other.secrets);
    addNew(misconfigurations, other.misconfigurations);
    addNew(licenses, other.licenses);
    addNew(suppressed, other.suppressed);
    other.packages.forEach((named, count) -> packages.merge(named, count, Math::max));
    checks.addAll(other.checks);
    return this;
  }

  private static void addNew(List<Map<String, Object>> known, List<Map<String, Object>> more) {
    Set<Map<String, Object>> seen = new HashSet<>(known);
    more.stream().filter(seen::add).forEach(known::add);
  }

  boolean hasTargets() {
    return !targets.isEmpty();
  }

  /** The artifact of a report that does not name it, from its first target of an OS, or any. */
  String nameFromTargets() {
    return targets.stream()
        .map(OS_TARGET::matcher)
        .filter(Matcher::matches)
        .map(matcher -> matcher.group(1))
        .findFirst()
        .or(() -> targets.stream().findFirst())
        .orElse("");
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
    // Written one by one: trees of all of them would not fit.
    tree.put(
        "vulnerabilities",
        (Iterable<Object>)
            () -> vulnerabilities.values().stream().<Object>map(Vulnerability::toTree).iterator());
    tree.put("secrets", secrets);
    tree.put("misconfigurations", misconfigurations);
    tree.put("licenses", licenses);
    List<Map<String, Object>> terms =
        LicenseTerms.of(
            licenses.stream().map(one -> String.valueOf(one.get("name"))).toList(), Map.of());
    if (!terms.isEmpty()) {
      tree.put("terms", terms);
    }
    tree.put("suppressed", suppressed);
    tree.put("classes", classes);
    tree.put("counts", counts());
    return tree;
  }

  /** The findings about configuration and their counts. */
  Map<String, Object> auditTree() {
    Map<String, Object> counts = new LinkedHashMap<>();
    Map<String, Integer> bySeverity = zeroBySeverity();
    misconfigurations.stream()
        .filter(one -> "FAIL".equals(one.get("status")))
        .forEach(one -> bySeverity.merge(String.valueOf(one.get("severity")), 1, Integer::sum));
    counts.put("misconfigurations", bySeverity);
    if (!checks.isEmpty()) {
      counts.put("checks", checks.toTree());
    }
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("misconfigurations", misconfigurations);
    tree.put("suppressed", suppressed);
    tree.put("counts", counts);
    return tree;
  }

  private Map<String, Object> counts() {
    Map<String, Object> counts = new LinkedHashMap<>();
    counts.put("vulnerabilities", bySeverity());
    counts.put("reported", reported);
    if (!checks.isEmpty()) {
      counts.put("checks", checks.toTree());
    }
    if (!packages.isEmpty()) {
      counts.put("packages", new TreeMap<String, Object>(packages));
    }
    return counts;
  }

  private Map<String, Object> bySeverity() {
    Map<String, Integer> counts = zeroBySeverity();
    vulnerabilities.values().forEach(one -> counts.merge(one.severity().name(), 1, Integer::sum));
    return new TreeMap<>(counts);
  }

  private static Map<String, Integer> zeroBySeverity() {
    Map<String, Integer> counts = new TreeMap<>();
    for (ScanSeverity severity : ScanSeverity.values()) {
      counts.put(severity.name(), 0);
    }
    return counts;
  }

  static void putIfAny(Map<String, Object> tree, String key, String text) {
    if (!text.isEmpty()) {
      tree.put(key, text);
    }
  }
}
