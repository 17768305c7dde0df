package dev.seaworthy.cli.cel;

import dev.seaworthy.admission.ObjectAnswers;
import dev.seaworthy.engine.policy.Finding;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is wrong with an object, in words, by control.
 *
 * @param isWhole whether all words are there: an API server shortens many warnings
 */
record Violations(Map<String, TreeSet<String>> byControl, boolean isWhole) {
  private static final Pattern WARNING =
      Pattern.compile(
          "Validation failed for ValidatingAdmissionPolicy 'seaworthy-([a-z0-9-]+)-[a-z]+' with"
              + " binding '[^']+': (?:[A-Z0-9-]+ \\([^)]+\\): )?(.*)");
  private static final String MEND = "; mend: ";

  /** Those that an API server warns of. */
  static Violations warned(List<String> warnings) {
    Map<String, TreeSet<String>> byControl = new TreeMap<>();
    boolean whole = true;
    for (String warning : warnings) {
      Matcher parts = WARNING.matcher(warning);
      if (!parts.matches()) {
        whole &= !warning.startsWith("Validation failed");
        continue;
      }
      String words = parts.group(2);
      int end = words.indexOf(MEND);
      whole &= end >= 0;
      byControl
          .computeIfAbsent(parts.group(1).toUpperCase(Locale.ROOT), id -> new TreeSet<>())
          .addAll(List.of((end < 0 ? words : words.substring(0, end)).split("; ")));
    }
    return new Violations(byControl, whole);
  }

  /** Those that controls find. */
  static Violations found(Collection<ObjectAnswers.Said> answers) {
    Map<String, TreeSet<String>> byControl = new TreeMap<>();
    for (ObjectAnswers.Said said : answers) {
      for (Finding finding : said.findings()) {
        byControl
            .computeIfAbsent(said.control().id(), id -> new TreeSet<>())
            .add(finding.message());
      }
    }
    return new Violations(byControl, true);
  }

  /** Those that are not among others. */
  Violations without(Violations others) {
    Map<String, TreeSet<String>> left = new TreeMap<>();
    byControl.forEach(
        (control, words) -> {
          TreeSet<String> more = new TreeSet<>(words);
          more.removeAll(others.byControl.getOrDefault(control, new TreeSet<>()));
          if (!more.isEmpty()) {
            left.put(control, more);
          }
        });
    return new Violations(left, isWhole);
  }

  boolean isEmpty() {
    return byControl.isEmpty();
  }

  /** Whether both say the same, as far as both say all. */
  boolean agreesWith(Violations other) {
    return (isWhole && other.isWhole)
        ? byControl.equals(other.byControl)
        : byControl.keySet().equals(other.byControl.keySet());
  }
}
