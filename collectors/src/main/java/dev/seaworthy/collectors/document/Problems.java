package dev.seaworthy.collectors.document;

import dev.seaworthy.engine.evidence.Problem;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** Makes problems from words that hold file names, keys and values of other people's files. */
public final class Problems {
  private static final int MAX_CHARS = 500;
  private static final Pattern UNPRINTABLE =
      Pattern.compile(
          "[\\p{Cntrl}\\p{Cs}\\u0080-\\u009f\\u2028\\u2029\\u202a-\\u202e\\u2066-\\u2069]");

  private Problems() {}

  /**
   * A problem whose text is safe to print: control characters, which could break the line or steer
   * a terminal, show as {@code ?}, and what is too long to read is cut.
   */
  public static Problem of(String code, String message, String fix) {
    return new Problem(code, printable(message), printable(fix));
  }

  /**
   * A file that the release names, beside its evidence. An absolute path says more about the
   * machine than about the release.
   */
  public static String shown(Path path) {
    Path relative = path.isAbsolute() ? path.getFileName() : path;
    return String.valueOf(relative).replace('\\', '/');
  }

  /** {@code text} as one line that can be printed, and written as JSON. */
  public static String printable(String text) {
    String line = UNPRINTABLE.matcher(text).replaceAll("?");
    if (line.length() <= MAX_CHARS) {
      return line;
    }
    int end = Character.isHighSurrogate(line.charAt(MAX_CHARS - 1)) ? MAX_CHARS - 1 : MAX_CHARS;
    return line.substring(0, end) + "…";
  }
}
