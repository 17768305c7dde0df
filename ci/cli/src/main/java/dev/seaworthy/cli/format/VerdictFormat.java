package dev.seaworthy.cli.format;

import dev.seaworthy.engine.verdict.Verdict;
import java.io.IOException;
import java.io.OutputStream;

/** One form a verdict is shown in. */
public interface VerdictFormat {
  /** What {@code --format} calls it. */
  String name();

  /** Whether it is text, which a terminal can show. */
  boolean isText();

  /** Writes {@code verdict}; hostile text in it must not reach a terminal or parser unescaped. */
  void write(Verdict verdict, Presentation presentation, OutputStream out) throws IOException;
}
