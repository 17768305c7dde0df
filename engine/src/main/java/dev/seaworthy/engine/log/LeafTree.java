package dev.seaworthy.engine.log;

import java.util.List;

/** The Merkle tree (RFC 6962, section 2.1) over leaves that are all at hand. */
public final class LeafTree {
  private LeafTree() {}

  /** The hash over all leaves, in their order. */
  public static TreeHash root(List<TreeHash> leaves) {
    return leaves.isEmpty() ? TreeHash.OF_NOTHING : over(leaves, 0, leaves.size());
  }

  private static TreeHash over(List<TreeHash> leaves, int begin, int end) {
    if (end - begin == 1) {
      return leaves.get(begin);
    }
    int middle = begin + (int) MerkleTree.split(end - begin);
    return TreeHash.ofNode(over(leaves, begin, middle), over(leaves, middle, end));
  }
}
