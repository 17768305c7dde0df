package dev.seaworthy.engine.policy;

import dev.seaworthy.engine.evidence.Subject;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * An accepted exception: somebody answers for it, says why, and it ends.
 *
 * @param control the control's id
 * @param rule only this rule; empty for all of the control's
 * @param subject only this subject; its kind, name space and name are each compared unless empty
 * @param owner who answers for it
 * @param expires the first instant at which it no longer holds
 * @param fingerprint only the finding of this fingerprint, as an entry of a baseline names it;
 *     empty for any
 */
public record Waiver(
    String control,
    String rule,
    Subject subject,
    String owner,
    String reason,
    Instant expires,
    String fingerprint) {
  public Waiver {
    if (control.isBlank() || owner.isBlank() || reason.isBlank()) {
      throw new IllegalArgumentException("a waiver names its control, its owner and its reason");
    }
  }

  /** A waiver of whatever findings the control, the rule and the subject tell. */
  public Waiver(
      String control, String rule, Subject subject, String owner, String reason, Instant expires) {
    this(control, rule, subject, owner, reason, expires, "");
  }

  /** The one place that decides whether a waiver still holds. */
  public boolean holdsAt(Instant now) {
    return now.isBefore(expires);
  }

  public boolean covers(Control control, Finding finding) {
    return this.control.equals(control.id())
        && matches(fingerprint, finding.fingerprint())
        && matches(rule, finding.rule())
        && matches(subject.kind(), finding.subject().kind())
        && matches(subject.namespace(), finding.subject().namespace())
        && matches(subject.name(), finding.subject().name());
  }

  /** Whether it is an entry of a baseline: what was wrong before anybody looked. */
  public boolean isOfBaseline() {
    return !fingerprint.isEmpty();
  }

  /** Who answers for it, until when, and why, to follow "waived". */
  public String words() {
    return who() + ": " + reason;
  }

  /** Who answers for it, and until when, to follow "waived". */
  public String who() {
    String where = isOfBaseline() ? "in the baseline " : "";
    return "%sby %s until %s".formatted(where, owner, expires);
  }

  public Map<String, Object> toTree() {
    Map<String, Object> tree = new TreeMap<>();
    tree.put("control", control);
    tree.put("owner", owner);
    tree.put("reason", reason);
    tree.put("expires", expires.toString());
    ifPresent(rule).ifPresent(present -> tree.put("rule", present));
    ifPresent(fingerprint).ifPresent(present -> tree.put("fingerprint", present));
    Map<String, Object> narrowed = new TreeMap<>();
    ifPresent(subject.kind()).ifPresent(present -> narrowed.put("kind", present));
    ifPresent(subject.namespace()).ifPresent(present -> narrowed.put("namespace", present));
    ifPresent(subject.name()).ifPresent(present -> narrowed.put("name", present));
    if (!narrowed.isEmpty()) {
      tree.put("subject", narrowed);
    }
    return tree;
  }

  private static boolean matches(String wanted, String actual) {
    return wanted.isEmpty() || wanted.equals(actual);
  }

  private static Optional<String> ifPresent(String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(text);
  }
}
