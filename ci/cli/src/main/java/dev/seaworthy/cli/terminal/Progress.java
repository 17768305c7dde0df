package dev.seaworthy.cli.terminal;

import java.io.PrintStream;
import java.time.Duration;
import java.util.function.LongSupplier;

/** Says on standard error what is being done; silent where nobody watches. */
public final class Progress implements AutoCloseable {
  private static final String CLEAR_LINE = "\r\u001b[K";

  private final PrintStream err;
  private final boolean shown;
  private final LongSupplier nanoTime;
  private final long start;
  private boolean dirty;

  public Progress(PrintStream err, boolean shown, LongSupplier nanoTime) {
    this.err = err;
    this.shown = shown;
    this.nanoTime = nanoTime;
    this.start = nanoTime.getAsLong();
  }

  /** On the console's standard error, where somebody watches and did not ask for quiet. */
  public static Progress on(Console console, boolean quiet) {
    return new Progress(console.err(), console.errIsTerminal() && !quiet, System::nanoTime);
  }

  /** Names the step that begins now, in place of the one before. */
  public void step(String what) {
    if (shown) {
      err.print(CLEAR_LINE + what + "…");
      err.flush();
      dirty = true;
    }
  }

  /** The time since this progress began. */
  public Duration elapsed() {
    return Duration.ofNanos(nanoTime.getAsLong() - start);
  }

  @Override
  public void close() {
    if (dirty) {
      err.print(CLEAR_LINE);
      err.flush();
      dirty = false;
    }
  }
}
