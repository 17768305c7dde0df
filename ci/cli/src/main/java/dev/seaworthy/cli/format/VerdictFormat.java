package dev.seaworthy.cli.format;

import dev.seaworthy.engine.verdict.Verdict;
import java.io.IOException;

/** One form a verdict is shown in. */
public interface VerdictFormat {
  /** What {@code --format} calls it. */
  String name();

  /** Writes {@code verdict}; hostile text in it must not reach a terminal or parser unescaped. */
  void write(Verdict verdict, Presentation presentation, Appendable out) throws IOException;
}
