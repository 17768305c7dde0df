package dev.seaworthy.collectors.document;

import java.io.IOException;
import java.io.InputStream;

/**
 * A file, or standard input, that can be opened more than once.
 *
 * @param name as the user named it, with {@code /} between folders
 * @param size in bytes
 * @param content opens it
 */
public record SourceFile(String name, long size, Content content) {
  /** Opens the bytes. */
  @FunctionalInterface
  public interface Content {
    InputStream open() throws IOException;
  }

  public InputStream open() throws IOException {
    return content.open();
  }
}
