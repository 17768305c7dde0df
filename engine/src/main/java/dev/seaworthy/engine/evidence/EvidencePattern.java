package dev.seaworthy.engine.evidence;

/**
 * Names some evidence: a kind such as {@code kubernetes/object}, all kinds of a collector such as
 * {@code network/}{@code *}, or of a kind only what is about one kind of subject, such as {@code
 * kubernetes/object:Secret}.
 */
public final class EvidencePattern {
  private EvidencePattern() {}

  /** The narrowest pattern that names a piece of evidence. */
  public static String of(Evidence evidence) {
    return evidence.kind() + ":" + evidence.subject().kind();
  }

  /** The evidence kind that a pattern narrows: {@code kubernetes/object}. */
  public static String kindIn(String pattern) {
    int colon = pattern.indexOf(':');
    return colon < 0 ? pattern : pattern.substring(0, colon);
  }

  /** Whether a pattern narrows its kind to one kind of subject. */
  public static boolean isNarrow(String pattern) {
    return pattern.indexOf(':') >= 0;
  }

  /** Whether a piece of evidence is among those that a pattern names. */
  public static boolean names(String pattern, Evidence evidence) {
    return (!isNarrow(pattern) || subjectIn(pattern).equals(evidence.subject().kind()))
        && covers(kindIn(pattern), evidence.kind());
  }

  /** Whether there may be evidence that both patterns name. */
  public static boolean overlap(String one, String other) {
    String kind = kindIn(one);
    String otherKind = kindIn(other);
    boolean subjects =
        !isNarrow(one) || !isNarrow(other) || subjectIn(one).equals(subjectIn(other));
    return subjects && (covers(kind, otherKind) || covers(otherKind, kind));
  }

  /** The kind of subject to which a narrow pattern narrows. */
  public static String subjectIn(String pattern) {
    return pattern.substring(pattern.indexOf(':') + 1);
  }

  private static boolean covers(String pattern, String kind) {
    return pattern.endsWith("/*")
        ? kind.startsWith(pattern.substring(0, pattern.length() - 1))
        : pattern.equals(kind);
  }
}
