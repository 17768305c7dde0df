package dev.seaworthy.engine.log;

import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a log shows to everybody, by the paths that C2SP tlog-tiles gives it, and nothing else. */
public final class LogResources {
  /** A level from 0 to 63, a number in groups of three digits, and a width from 1 to 255. */
  private static final Pattern TILE =
      Pattern.compile(
          "tile/(entries|[0-9]|[1-5][0-9]|6[0-3])/(x[0-9]{3}/){0,6}[0-9]{3}"
              + "(\\.p/([1-9]|[1-9][0-9]|1[0-9][0-9]|2[0-4][0-9]|25[0-5]))?");

  private final LogFiles files;

  private LogResources(LogFiles files) {
    this.files = files;
  }

  /**
   * Those of the log in a folder.
   *
   * @throws LogException if there is none
   */
  public static LogResources of(Path folder) throws LogException {
    LogFiles files = new LogFiles(folder);
    if (files.checkpoint().isEmpty()) {
      throw LogProblems.noLog(folder);
    }
    return new LogResources(files);
  }

  /** Whether what is at a path never changes once it is there. */
  public static boolean isTile(String path) {
    return TILE.matcher(path).matches();
  }

  /**
   * What is at a path, such as {@code checkpoint} or {@code tile/0/x001/234.p/17}; empty where
   * there is nothing, or the path is none of a log's.
   *
   * @throws LogException if it cannot be read
   */
  public Optional<byte[]> at(String path) throws LogException {
    return isTile(path) || path.equals(LogFiles.CHECKPOINT)
        ? LogFiles.read(files.file(path))
        : Optional.empty();
  }
}
