package dev.seaworthy.cli.policy;

import dev.seaworthy.cli.format.PrettyJson;
import dev.seaworthy.engine.json.CanonicalJson;
import java.io.IOException;
import java.io.PrintStream;

/** How a command prints what it found. */
enum Form {
  TEXT,
  JSON;

  static void print(PrintStream out, CanonicalJson json) {
    StringBuilder text = new StringBuilder();
    try {
      PrettyJson.write(json, text);
    } catch (IOException e) {
      throw new IllegalStateException("writing to memory cannot fail", e);
    }
    out.print(text);
  }
}
