package dev.seaworthy.collectors.render;

import java.util.List;

/** What programs print, cut down to what belongs in a message. */
final class Words {
  private static final int MAX_CHARS = 300;

  private Words() {}

  /** The line of an error output that tells the reason; the last one that is not a hint. */
  static String ofError(String text) {
    List<String> lines =
        text.lines()
            .map(String::strip)
            .filter(line -> !line.isEmpty() && !line.startsWith("Use --debug"))
            .filter(line -> !line.startsWith("WARNING") && !line.startsWith("#"))
            .toList();
    String reason =
        lines.isEmpty()
            ? "it tells no reason"
            : lines.get(lines.size() - 1).replaceFirst("^(?i)error: ", "");
    return reason.length() <= MAX_CHARS ? reason : reason.substring(0, MAX_CHARS) + "…";
  }

  /** The first line of an output. */
  static String first(String out) {
    return out.lines().findFirst().map(String::strip).orElse("of unknown version");
  }
}
