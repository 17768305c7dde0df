package dev.seaworthy.engine.policy;

import dev.seaworthy.engine.evidence.Location;
import dev.seaworthy.engine.evidence.Source;
import dev.seaworthy.engine.evidence.Subject;
import dev.seaworthy.engine.json.CanonicalJson;
import dev.seaworthy.engine.json.JsonPath;
import java.util.Comparator;
import java.util.Map;

/**
 * One thing that is wrong, and where.
 *
 * @param rule the key of the control's rule that it breaks
 * @param message what is wrong, in words
 * @param fix how to mend it, in words
 * @param path in the source document
 * @param values what the policy said, as data
 * @param fingerprint the same for the same defect while lines and files move; unique in a verdict
 */
public record Finding(
    String rule,
    String message,
    String fix,
    Subject subject,
    Source source,
    JsonPath path,
    Location location,
    CanonicalJson values,
    String fingerprint) {
  /** The order in which findings are listed. */
  public static final Comparator<Finding> ORDER =
      Comparator.comparing(Finding::subject)
          .thenComparing(Finding::source)
          .thenComparing(finding -> finding.location().line())
          .thenComparing(Finding::rule)
          .thenComparing(finding -> finding.path().pointer())
          .thenComparing(finding -> finding.values().toString());

  /** The same for the same defect in any evidence, wherever it stands. */
  public String identity(Control control) {
    return identity(control.id(), fingerprint);
  }

  /** The same of a finding of which no more is known. */
  public static String identity(String control, String fingerprint) {
    return control + " " + fingerprint;
  }

  public Map<String, Object> toTree() {
    return Map.of(
        "rule", rule,
        "message", message,
        "fix", fix,
        "subject", subject.toTree(),
        "path", path.pointer(),
        "location", location.toTree(),
        "values", values,
        "fingerprint", fingerprint);
  }
}
