package dev.seaworthy.collectors.document;

import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;

/**
 * Counts what the aliases of one document add to it. Each alias shares the tree it repeats, so a
 * "billion laughs" document is small in memory and fatal only to those who walk it.
 */
final class AliasBudget {
  /** What walking a shared tree costs. */
  private record Extent(long values, int depth) {}

  private final IdentityHashMap<Tree, Extent> known = new IdentityHashMap<>();
  private final int maxDepth;
  private long left;

  AliasBudget(int maxValues, int maxDepth) {
    this.left = maxValues;
    this.maxDepth = maxDepth;
  }

  /** Whether {@code tree} may be repeated inside {@code depth} levels. */
  boolean allows(Tree tree, int depth) {
    Extent extent = extent(tree);
    left -= extent.values();
    return left >= 0 && depth + extent.depth() <= maxDepth;
  }

  /** Recursion is bounded: every tree was built within the depth limit, or passed here before. */
  private Extent extent(Tree tree) {
    Extent cached = known.get(tree);
    if (cached != null) {
      return cached;
    }
    long values = 1;
    int depth = 0;
    for (Tree child : children(tree)) {
      Extent inner = extent(child);
      values = Math.min(Integer.MAX_VALUE, values + inner.values());
      depth = Math.max(depth, inner.depth());
    }
    Extent extent = new Extent(values, depth + 1);
    known.put(tree, extent);
    return extent;
  }

  private static Collection<Tree> children(Tree tree) {
    if (tree instanceof Tree.Mapping mapping) {
      return mapping.entries().values().stream().map(Tree.Entry::value).toList();
    }
    return tree instanceof Tree.Sequence sequence ? sequence.items() : List.of();
  }
}
