package dev.seaworthy.cli.format;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;

/** A form that is text, in UTF-8 where it is written into a file. */
public interface TextFormat extends VerdictFormat {
  void write(Report report, Presentation presentation, Appendable out) throws IOException;

  @Override
  default boolean isText() {
    return true;
  }

  @Override
  default void write(Report report, Presentation presentation, OutputStream out)
      throws IOException {
    Writer writer =
        new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), 1 << 16);
    write(report, presentation, writer);
    writer.flush();
  }
}
