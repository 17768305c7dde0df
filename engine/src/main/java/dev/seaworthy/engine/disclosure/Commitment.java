package dev.seaworthy.engine.disclosure;

import dev.seaworthy.engine.log.LeafTree;
import dev.seaworthy.engine.log.TreeHash;
import java.util.List;

/**
 * What binds whoever signs it to every leaf of a document. The count is part of it: without, an
 * inner node of the tree could pose as a leaf.
 */
public record Commitment(TreeHash root, int leaves) {
  static Commitment over(List<TreeHash> leaves) {
    return new Commitment(LeafTree.root(leaves), leaves.size());
  }
}
