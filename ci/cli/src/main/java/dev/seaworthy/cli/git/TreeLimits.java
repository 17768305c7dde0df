package dev.seaworthy.cli.git;

/**
 * What one commit may take of the disk.
 *
 * @param maxFiles beyond which the commit is refused
 * @param maxTotalBytes beyond which the commit is refused
 * @param maxFileBytes beyond which a file is left out
 * @param maxPathBytes beyond which a file is left out
 */
record TreeLimits(int maxFiles, long maxTotalBytes, long maxFileBytes, int maxPathBytes) {
  static final TreeLimits DEFAULT = new TreeLimits(200_000, 4L << 30, 64L << 20, 2048);
}
