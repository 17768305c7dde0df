package dev.seaworthy.cli.rehearse;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Hands on what a command prints, byte for byte and at once, and looks for phases in it. */
final class OutputPump implements Runnable {
  /** No line that tells of a phase is longer. */
  private static final int MAX_LINE = 4096;

  private final InputStream from;
  private final PrintStream to;
  private final Phases phases;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();

  OutputPump(InputStream from, PrintStream to, Phases phases) {
    this.from = from;
    this.to = to;
    this.phases = phases;
  }

  @Override
  public void run() {
    byte[] buffer = new byte[1 << 13];
    try (from) {
      for (int read = from.read(buffer); read >= 0; read = from.read(buffer)) {
        long now = System.nanoTime();
        to.write(buffer, 0, read);
        to.flush();
        look(buffer, read, now);
      }
    } catch (IOException e) {
      // The command has closed its end, or was ended: there is nothing more to hand on.
      return;
    }
    endLine(System.nanoTime());
  }

  private void look(byte[] buffer, int length, long now) {
    for (int i = 0; i < length; i++) {
      if (buffer[i] == '\n') {
        endLine(now);
      } else if (line.size() < MAX_LINE) {
        line.write(buffer[i]);
      }
    }
  }

  private void endLine(long now) {
    phases.line(line.toString(StandardCharsets.UTF_8), now);
    line.reset();
  }
}
