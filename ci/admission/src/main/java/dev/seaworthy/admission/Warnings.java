package dev.seaworthy.admission;

import java.util.ArrayList;
import java.util.List;

/** Keeps warnings within what API servers pass on: 256 characters each, 4096 together. */
final class Warnings {
  private static final int EACH = 256;
  private static final int TOGETHER = 4096;

  private Warnings() {}

  static List<String> of(List<String> lines) {
    int most = TOGETHER / EACH - 1;
    List<String> warnings = new ArrayList<>();
    lines.stream().limit(most).map(Warnings::cut).forEach(warnings::add);
    if (lines.size() > most) {
      warnings.add("and %d more".formatted(lines.size() - most));
    }
    return warnings;
  }

  /** Half a character beyond the basic plane is no text. */
  private static String cut(String line) {
    if (line.length() <= EACH) {
      return line;
    }
    int end = Character.isHighSurrogate(line.charAt(EACH - 2)) ? EACH - 2 : EACH - 1;
    return line.substring(0, end) + "…";
  }
}
