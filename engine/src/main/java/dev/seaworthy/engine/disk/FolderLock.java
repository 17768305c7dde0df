package dev.seaworthy.engine.disk;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;

/**
 * One holder at a time among all threads and processes. The system takes the lock back from a
 * process that dies, so no lock is ever left behind.
 */
public final class FolderLock {
  private static final String FILE = ".lock";
  private static final int PAUSE_MILLIS = 20;

  private final Path folder;
  private final Duration patience;

  /**
   * @param patience how long to wait for another holder to let go
   */
  public FolderLock(Path folder, Duration patience) {
    this.folder = folder;
    this.patience = patience;
  }

  /** Somebody else holds the lock and does not let go. */
  public static final class BusyException extends IOException {
    BusyException() {
      super("the lock is held");
    }
  }

  /** The lock, until it is closed. */
  public static final class Held implements AutoCloseable {
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
   * @throws BusyException if it does not come free in time
   */
  public Held take() throws IOException {
    FileChannel channel =
        FileChannel.open(
            folder.resolve(FILE),
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            LinkOption.NOFOLLOW_LINKS);
    try {
      long end = System.nanoTime() + patience.toNanos();
      for (Optional<FileLock> lock = attempt(channel); ; lock = attempt(channel)) {
        if (lock.isPresent()) {
          return new Held(lock.get());
        }
        if (System.nanoTime() - end > 0) {
          throw new BusyException();
        }
        Thread.sleep(PAUSE_MILLIS);
      }
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
