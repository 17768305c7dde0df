package dev.seaworthy.cli.git;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.eclipse.jgit.lib.EmptyProgressMonitor;

/** What is left of a fetch's limits; ends it where nothing is. */
final class FetchBudget extends EmptyProgressMonitor {
  private final long end;
  private long bytes;
  private boolean tooLarge;
  private boolean tooSlow;

  FetchBudget(FetchLimits limits) {
    this.end = System.nanoTime() + limits.time().toNanos();
    this.bytes = limits.maxBytes();
  }

  boolean isTooLarge() {
    return tooLarge;
  }

  /** Whether the time is over. */
  @Override
  public boolean isCancelled() {
    tooSlow |= System.nanoTime() - end > 0;
    return tooSlow;
  }

  /** What is read counts. */
  InputStream counted(InputStream in) {
    return new FilterInputStream(in) {
      @Override
      public int read() throws IOException {
        int read = super.read();
        spend(read < 0 ? 0 : 1);
        return read;
      }

      @Override
      public int read(byte[] buffer, int offset, int length) throws IOException {
        int read = super.read(buffer, offset, length);
        spend(Math.max(0, read));
        return read;
      }

      @Override
      public long skip(long count) throws IOException {
        long skipped = super.skip(count);
        spend(skipped);
        return skipped;
      }
    };
  }

  private void spend(long read) throws IOException {
    bytes -= read;
    tooLarge |= bytes < 0;
    if (tooLarge || isCancelled()) {
      throw new IOException("the fetch is over its limits");
    }
  }
}
