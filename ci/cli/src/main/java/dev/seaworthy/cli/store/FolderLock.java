package dev.seaworthy.cli.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * One holder at a time among all threads and processes. The system takes the lock back from a
 * process that dies, so no lock is ever left behind.
 */
final class FolderLock {
  private static final String FILE = ".lock";
  private static final int PAUSE_MILLIS = 20;

  /** A gate holds the lock for as long as the store takes to be read: a minute is never honest. */
  private static final int MOST_ATTEMPTS = 60_000 / PAUSE_MILLIS;

  private final Path folder;

  FolderLock(Path folder) {
    this.folder = folder;
  }

  /** Somebody else holds the lock and does not let go. */
  static final class BusyException extends IOException {
    BusyException() {
      super("the lock is held");
    }
  }

  /** The lock, until it is closed. */
  static final class Held implements AutoCloseable {
    private final FileLock lock;

    Held(FileLock lock) {
      this.lock = lock;
    }

    @Override
    public void close() throws IOException {
      lock.acquiredBy().close();
    }
  }

  /**
   * Waits for the lock.
   *
   * @throws BusyException if it does not come free within a minute
   */
  Held take() throws IOException {
    FileChannel channel =
        FileChannel.open(
            folder.resolve(FILE),
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            LinkOption.NOFOLLOW_LINKS);
    try {
      for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
        Optional<FileLock> lock = attempt(channel);
        if (lock.isPresent()) {
          return new Held(lock.get());
        }
        Thread.sleep(PAUSE_MILLIS);
      }
      throw new BusyException();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      channel.close();
      throw new BusyException();
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  /** Of two threads of one process the second gets an exception, of two processes nothing. */
  private static Optional<FileLock> attempt(FileChannel channel) throws IOException {
    try {
      return Optional.ofNullable(channel.tryLock());
    } catch (OverlappingFileLockException e) {
      return Optional.empty();
    }
  }
}
