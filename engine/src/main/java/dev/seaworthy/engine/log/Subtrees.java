package dev.seaworthy.engine.log;

/** The hashes of a tree's complete subtrees. */
@FunctionalInterface
interface Subtrees {
  /**
   * The hash over the leaves from {@code index << height} to below {@code (index + 1) << height},
   * all of which the tree has.
   *
   * @throws LogException if it cannot be read
   */
  TreeHash at(int height, long index) throws LogException;
}
