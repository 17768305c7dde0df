package dev.seaworthy.collectors.document;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/**
 * A file, or standard input, that can be opened more than once.
 *
 * @param name as the user named it, with {@code /} between folders
 * @param size in bytes
 * @param content opens it
 * @param folder it lies in, for files that are of no use without others
 */
public record SourceFile(String name, long size, Content content, Folder folder) {
  /** Opens the bytes. */
  @FunctionalInterface
  public interface Content {
    InputStream open() throws IOException;
  }

  /** Where files lie beside each other. */
  public interface Folder {
    /** Of what lies in no folder. */
    Folder NONE =
        new Folder() {
          @Override
          public Optional<SourceFile> file(String name) {
            return Optional.empty();
          }

          @Override
          public List<String> names(String below, int limit) {
            return List.of();
          }
        };

    /**
     * The file of this name.
     *
     * @param name may hold {@code /}; never leads out of the folder
     */
    Optional<SourceFile> file(String name);

    /**
     * The names of the files in a folder below, sorted.
     *
     * @param limit of how many are listed
     */
    List<String> names(String below, int limit) throws IOException;
  }

  /** A file that is looked at alone. */
  public SourceFile(String name, long size, Content content) {
    this(name, size, content, Folder.NONE);
  }

  /** The same file, looked at with what lies beside it elsewhere. */
  public SourceFile in(Folder other) {
    return new SourceFile(name, size, content, other);
  }

  public InputStream open() throws IOException {
    return content.open();
  }
}
