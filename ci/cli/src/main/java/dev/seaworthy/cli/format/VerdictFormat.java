package dev.seaworthy.cli.format;

import java.io.IOException;
import java.io.OutputStream;

/** One form a verdict is shown in. */
public interface VerdictFormat {
  /** What {@code --format} calls it. */
  String name();

  /** Whether it is text, which a terminal can show. */
  boolean isText();

  /** Whether it tells {@link Report#counterfactuals}, which take time to find. */
  default boolean tellsCounterfactuals() {
    return false;
  }

  /** Writes the verdict; hostile text in it must not reach a terminal or parser unescaped. */
  void write(Report report, Presentation presentation, OutputStream out) throws IOException;
}
