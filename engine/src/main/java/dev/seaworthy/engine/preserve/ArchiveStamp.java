package dev.seaworthy.engine.preserve;

import java.util.ArrayList;
import java.util.List;

/** An Archive Timestamp (RFC 4998, section 4): a reduced hash tree and a time stamp of its root. */
final class ArchiveStamp {
  private final HashAlgorithm algorithm;
  private final List<List<Hash>> tree;
  private final byte[] token;
  private final byte[] encoded;

  /**
   * One as it was read.
   *
   * @param tree the lists of the reduced hash tree from below; none where the time stamp is of the
   *     one hash itself
   * @param token the time stamp, as a ContentInfo
   * @param encoded the whole, to the byte, since later time stamps are over that
   */
  ArchiveStamp(HashAlgorithm algorithm, List<List<Hash>> tree, byte[] token, byte[] encoded) {
    this.algorithm = algorithm;
    this.tree = List.copyOf(tree);
    this.token = token.clone();
    this.encoded = encoded.clone();
  }

  static ArchiveStamp of(HashAlgorithm algorithm, List<List<Hash>> tree, byte[] token) {
    return new ArchiveStamp(algorithm, tree, token, RecordWriter.stamp(algorithm, tree, token));
  }

  HashAlgorithm algorithm() {
    return algorithm;
  }

  byte[] token() {
    return token.clone();
  }

  byte[] encoded() {
    return encoded.clone();
  }

  /** What a time stamp that renews this one is over. */
  Hash tokenHash() {
    return algorithm.hash(token);
  }

  /** The root that the lists lead to; only what it is over tells where there are none. */
  Hash root(Hash imprint) {
    Hash root = null;
    for (List<Hash> list : tree) {
      List<Hash> children = new ArrayList<>(list);
      if (root != null) {
        children.add(root);
      }
      root = HashTree.father(algorithm, children);
    }
    return root == null ? imprint : root;
  }

  /** The hashes right above the data: the first list, or the time stamp's own. */
  List<Hash> first(Hash imprint) {
    return tree.isEmpty() ? List.of(imprint) : tree.get(0);
  }
}
