package dev.seaworthy.admission.glass;

/** Text in which {@code *} stands for any text, even none; matched in one pass. */
final class NamePattern {
  private NamePattern() {}

  static boolean matches(String pattern, String name) {
    String[] parts = pattern.split("\\*", -1);
    String first = parts[0];
    if (parts.length == 1) {
      return name.equals(first);
    }
    String last = parts[parts.length - 1];
    if (name.length() < first.length() + last.length()
        || !name.startsWith(first)
        || !name.endsWith(last)) {
      return false;
    }
    int from = first.length();
    int end = name.length() - last.length();
    // The leftmost place for each part leaves most room for those after it.
    for (int i = 1; i < parts.length - 1; i++) {
      int at = name.indexOf(parts[i], from);
      if (at < 0 || at + parts[i].length() > end) {
        return false;
      }
      from = at + parts[i].length();
    }
    return true;
  }
}
