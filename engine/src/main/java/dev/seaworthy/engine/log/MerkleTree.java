package dev.seaworthy.engine.log;

import java.util.ArrayList;
import java.util.List;

/** The Merkle tree over the first {@code size} entries of a log (RFC 6962, section 2.1). */
final class MerkleTree {
  private final Subtrees subtrees;
  private final long size;

  MerkleTree(Subtrees subtrees, long size) {
    this.subtrees = subtrees;
    this.size = size;
  }

  TreeHash root() throws LogException {
    return size == 0 ? TreeHash.OF_NOTHING : over(0, size);
  }

  /** The audit path of an entry, its sibling first (section 2.1.1). */
  List<TreeHash> inclusion(long index) throws LogException {
    List<TreeHash> path = new ArrayList<>();
    inclusion(index, 0, size, path);
    return path;
  }

  /**
   * What proves that this tree extends the one of the first {@code from} entries (section 2.1.2).
   */
  List<TreeHash> consistency(long from) throws LogException {
    List<TreeHash> path = new ArrayList<>();
    if (from > 0 && from < size) {
      consistency(from, 0, size, true, path);
    }
    return path;
  }

  /**
   * The largest subtrees without an entry from {@code from} to below {@code to}, in their order.
   */
  List<TreeHash> without(long from, long to) throws LogException {
    List<TreeHash> path = new ArrayList<>();
    if (size > 0) {
      without(from, to, 0, size, path);
    }
    return path;
  }

  private void without(long from, long to, long begin, long end, List<TreeHash> path)
      throws LogException {
    if (end <= from || begin >= to) {
      path.add(over(begin, end));
    } else if (end - begin > 1) {
      long middle = begin + split(end - begin);
      without(from, to, begin, middle, path);
      without(from, to, middle, end, path);
    }
  }

  private void inclusion(long index, long begin, long end, List<TreeHash> path)
      throws LogException {
    if (end - begin == 1) {
      return;
    }
    long middle = begin + split(end - begin);
    if (index < middle) {
      inclusion(index, begin, middle, path);
      path.add(over(middle, end));
    } else {
      inclusion(index, middle, end, path);
      path.add(over(begin, middle));
    }
  }

  /**
   * @param known whether the hash over {@code [begin, from)} is the old root, which the verifier
   *     has
   */
  private void consistency(long from, long begin, long end, boolean known, List<TreeHash> path)
      throws LogException {
    if (from == end) {
      if (!known) {
        path.add(over(begin, end));
      }
      return;
    }
    long middle = begin + split(end - begin);
    if (from <= middle) {
      consistency(from, begin, middle, known, path);
      path.add(over(middle, end));
    } else {
      consistency(from, middle, end, false, path);
      path.add(over(begin, middle));
    }
  }

  private TreeHash over(long begin, long end) throws LogException {
    long count = end - begin;
    if (Long.bitCount(count) == 1) {
      int height = Long.numberOfTrailingZeros(count);
      return subtrees.at(height, begin >> height);
    }
    long middle = begin + split(count);
    return TreeHash.ofNode(over(begin, middle), over(middle, end));
  }

  /** The largest power of two below {@code count}. */
  static long split(long count) {
    return Long.highestOneBit(count - 1);
  }
}
