package dev.seaworthy.engine.rego.graphql;

import java.util.ArrayList;
import java.util.List;

/** Text of several lines, without the blanks that only indent it. */
final class BlockText {
  private BlockText() {}

  static String unindented(String raw) {
    List<String> lines = new ArrayList<>(List.of(raw.split("\n", -1)));
    int indent = Integer.MAX_VALUE;
    for (String line : lines) {
      if (!isBlank(line)) {
        indent = Math.min(indent, blanks(line));
      }
    }
    for (int i = 1; indent != Integer.MAX_VALUE && i < lines.size(); i++) {
      String line = lines.get(i);
      lines.set(i, line.substring(Math.min(indent, line.length())));
    }
    int from = 0;
    int to = lines.size();
    while (from < to && isBlank(lines.get(from))) {
      from++;
    }
    while (from < to && isBlank(lines.get(to - 1))) {
      to--;
    }
    return String.join("\n", lines.subList(from, to));
  }

  private static int blanks(String line) {
    int count = 0;
    while (count < line.length() && (line.charAt(count) == ' ' || line.charAt(count) == '\t')) {
      count++;
    }
    return count;
  }

  private static boolean isBlank(String line) {
    return blanks(line) == line.length();
  }
}
