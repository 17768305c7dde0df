package dev.seaworthy.collectors.document;

/**
 * How much of one file is read before it is refused: hostile input must not exhaust memory.
 *
 * @param maxTreeBytes the largest file that is held as a tree
 * @param streamedBytes JSON of unknown shape above this size is left to a reader that streams
 * @param maxDocuments documents in one file
 * @param maxDepth levels of nesting
 * @param maxAliasValues values that YAML aliases may add to one document
 */
public record Limits(
    long maxTreeBytes, long streamedBytes, int maxDocuments, int maxDepth, int maxAliasValues) {
  public static final Limits DEFAULT = new Limits(64L << 20, 8L << 20, 100_000, 500, 100_000);

  public Limits {
    if (maxTreeBytes < 1 || maxTreeBytes > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException("a file held in memory has 1 byte to 2 GiB");
    }
    if (streamedBytes < 1 || maxDocuments < 1 || maxDepth < 1 || maxAliasValues < 0) {
      throw new IllegalArgumentException("limits are positive");
    }
  }
}
