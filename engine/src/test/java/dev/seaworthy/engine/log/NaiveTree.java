package dev.seaworthy.engine.log;

import java.util.List;

/** Merkle tree hashes straight from the definition of RFC 6962, section 2.1. */
final class NaiveTree implements Subtrees {
  private final List<byte[]> entries;

  NaiveTree(List<byte[]> entries) {
    this.entries = entries;
  }

  TreeHash root(int size) {
    return size == 0 ? TreeHash.OF_NOTHING : over(0, size);
  }

  @Override
  public TreeHash at(int height, long index) {
    return over((int) (index << height), (int) ((index + 1) << height));
  }

  private TreeHash over(int begin, int end) {
    if (end - begin == 1) {
      return TreeHash.ofLeaf(entries.get(begin));
    }
    int split = 1;
    while (split * 2 < end - begin) {
      split *= 2;
    }
    return TreeHash.ofNode(over(begin, begin + split), over(begin + split, end));
  }
}
