package dev.seaworthy.engine.log;

import java.util.Iterator;
import java.util.List;

/** Verifies proofs by nothing but hashes (RFC 9162, sections 2.1.3.2 and 2.1.4.2). */
public final class ProofCheck {
  private ProofCheck() {}

  /** Whether {@code leaf} is entry {@code index} of the tree of {@code size} under {@code root}. */
  public static boolean includes(
      TreeHash root, long size, long index, TreeHash leaf, List<TreeHash> path) {
    if (index < 0 || index >= size) {
      return false;
    }
    long node = index;
    long last = size - 1;
    TreeHash hash = leaf;
    for (TreeHash sibling : path) {
      if (last == 0) {
        return false;
      }
      if ((node & 1) == 1 || node == last) {
        hash = TreeHash.ofNode(sibling, hash);
        while ((node & 1) == 0 && node != 0) {
          node >>= 1;
          last >>= 1;
        }
      } else {
        hash = TreeHash.ofNode(hash, sibling);
      }
      node >>= 1;
      last >>= 1;
    }
    return last == 0 && hash.equals(root);
  }

  /** Whether the tree of {@code newSize} under {@code newRoot} extends the older one. */
  static boolean extendsTree(
      TreeHash oldRoot, long oldSize, TreeHash newRoot, long newSize, List<TreeHash> path) {
    if (oldSize > newSize) {
      return false;
    }
    if (oldSize == newSize || oldSize == 0) {
      return path.isEmpty()
          && (oldSize == 0 ? oldRoot.equals(TreeHash.OF_NOTHING) : oldRoot.equals(newRoot));
    }
    long node = oldSize - 1;
    long last = newSize - 1;
    while ((node & 1) == 1) {
      node >>= 1;
      last >>= 1;
    }
    Iterator<TreeHash> hashes = path.iterator();
    // An old tree that is complete is a subtree of the new one, and its root is known.
    if (node != 0 && !hashes.hasNext()) {
      return false;
    }
    TreeHash old = node == 0 ? oldRoot : hashes.next();
    TreeHash grown = old;
    while (hashes.hasNext()) {
      TreeHash sibling = hashes.next();
      if (last == 0) {
        return false;
      }
      if ((node & 1) == 1 || node == last) {
        old = TreeHash.ofNode(sibling, old);
        grown = TreeHash.ofNode(sibling, grown);
        while ((node & 1) == 0 && node != 0) {
          node >>= 1;
          last >>= 1;
        }
      } else {
        grown = TreeHash.ofNode(grown, sibling);
      }
      node >>= 1;
      last >>= 1;
    }
    return last == 0 && old.equals(oldRoot) && grown.equals(newRoot);
  }
}
