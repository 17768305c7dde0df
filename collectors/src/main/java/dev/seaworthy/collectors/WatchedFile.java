package dev.seaworthy.collectors;

import dev.seaworthy.collectors.document.SourceFile;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Tells how far the reading of a large file is, since one report may take a minute. */
final class WatchedFile {
  /** Smaller files are read before anybody could look. */
  static final long LARGE_BYTES = 32L << 20;

  private static final long STEP_BYTES = 8L << 20;

  private WatchedFile() {}

  /** The same file; a large one tells {@code progress}, by one thread at a time. */
  static SourceFile of(SourceFile file, Progress progress) {
    return file.size() < LARGE_BYTES
        ? file
        : new SourceFile(
            file.name(),
            file.size(),
            () -> new Counted(file.open(), file, progress),
            file.folder());
  }

  private static final class Counted extends FilterInputStream {
    private final SourceFile file;
    private final Progress progress;
    private long read;
    private long told;

    Counted(InputStream in, SourceFile file, Progress progress) {
      super(in);
      this.file = file;
      this.progress = progress;
    }

    @Override
    public int read() throws IOException {
      int one = super.read();
      count(one < 0 ? 0 : 1);
      return one;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
      int count = super.read(bytes, from, length);
      count(Math.max(0, count));
      return count;
    }

    private void count(int more) {
      read += more;
      if (read - told >= STEP_BYTES) {
        told = read;
        synchronized (progress) {
          progress.within(file.name(), read, file.size());
        }
      }
    }
  }
}
