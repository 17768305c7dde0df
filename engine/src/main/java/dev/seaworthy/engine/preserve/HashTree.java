package dev.seaworthy.engine.preserve;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;

/**
 * A binary hash tree as RFC 4998, section 4.2 has it: leaves in ascending order, each father the
 * hash of its children in ascending order, one without a sibling its own father. The same leaves
 * give the same tree in whatever order they come, and leaves that are the same are one.
 */
final class HashTree {
  private final List<List<Hash>> levels = new ArrayList<>();

  HashTree(HashAlgorithm algorithm, Collection<Hash> leaves) {
    List<Hash> level = leaves.stream().distinct().sorted().toList();
    if (level.isEmpty()) {
      throw new IllegalArgumentException("a tree has a leaf");
    }
    levels.add(level);
    while (level.size() > 1) {
      level = fathers(algorithm, level);
      levels.add(level);
    }
  }

  private static List<Hash> fathers(HashAlgorithm algorithm, List<Hash> children) {
    List<Hash> fathers = new ArrayList<>();
    for (int i = 0; i < children.size(); i += 2) {
      fathers.add(father(algorithm, children.subList(i, Math.min(i + 2, children.size()))));
    }
    return fathers;
  }

  /** The hash of values in ascending order; a single one is its own. */
  static Hash father(HashAlgorithm algorithm, Collection<Hash> children) {
    List<Hash> sorted = children.stream().sorted().toList();
    return sorted.size() == 1 ? sorted.get(0) : algorithm.hash(sorted);
  }

  Hash root() {
    return levels.get(levels.size() - 1).get(0);
  }

  /** What a leaf is hashed with on the way to the root, from below. */
  List<Hash> siblings(Hash leaf) {
    List<Hash> siblings = new ArrayList<>();
    int place = Collections.binarySearch(levels.get(0), leaf);
    for (List<Hash> level : levels) {
      int beside = place ^ 1;
      if (beside < level.size()) {
        siblings.add(level.get(beside));
      }
      place /= 2;
    }
    return siblings;
  }
}
