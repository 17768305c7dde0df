package dev.seaworthy.collectors;

/** Is told how far the reading of files is; called from one thread at a time. */
@FunctionalInterface
public interface Progress {
  Progress NONE = (done, total, file) -> {};

  /**
   * One more file was read.
   *
   * @param done files read so far
   * @param total files to read
   * @param file the one just read, as in its source
   */
  void read(int done, int total, String file);

  /**
   * A large file is being read.
   *
   * @param file the name it has in its source
   * @param bytes read so far
   * @param size of the whole file
   */
  default void within(String file, long bytes, long size) {}
}
