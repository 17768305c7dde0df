package dev.seaworthy.collectors.document;

/**
 * A file to read.
 *
 * @param identity the same for two paths to one file
 * @param namespace of objects in it that name none; empty where nobody says
 */
public record FoundFile(String identity, SourceFile file, String namespace) {
  /** A file of which nobody says the name space. */
  public FoundFile(String identity, SourceFile file) {
    this(identity, file, "");
  }
}
