package dev.seaworthy.collectors.document;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Builds one tree from the events of a parser, without recursion: depth is a limit, not a crash.
 * The last of duplicate keys wins, as for kubectl, and each duplicate is told.
 */
final class TreeBuilder {
  /** An open mapping or sequence. */
  private static final class Level {
    final Tree.Mark mark;
    final @Nullable Map<String, Tree.Entry> entries;
    final List<Tree> items = new ArrayList<>();
    @Nullable String key;
    Object written = "";
    Tree.Mark keyMark = ReadProblem.NOWHERE;
    boolean merging;

    Level(Tree.Mark mark, boolean mapping) {
      this.mark = mark;
      this.entries = mapping ? new LinkedHashMap<>() : null;
    }
  }

  private final String file;
  private final int maxDepth;
  private final Deque<Level> levels = new ArrayDeque<>();
  private final List<UnreadableException> duplicates = new ArrayList<>();
  private final Set<Tree.Entry> merged = Collections.newSetFromMap(new IdentityHashMap<>());
  private final IdentityHashMap<Tree.Entry, Object> unquoted = new IdentityHashMap<>();
  private @Nullable Tree root;

  TreeBuilder(String file, int maxDepth) {
    this.file = file;
    this.maxDepth = maxDepth;
  }

  /** The finished tree; null while it is not finished. */
  @Nullable Tree root() {
    return root;
  }

  /** Keys that stood twice. */
  List<UnreadableException> duplicates() {
    return duplicates;
  }

  /** How many mappings and sequences are open. */
  int depth() {
    return levels.size();
  }

  /** Whether the next scalar is a key. */
  boolean wantsKey() {
    Level top = levels.peek();
    return top != null && top.entries != null && top.key == null;
  }

  /**
   * Takes the key of the next value.
   *
   * @param written what the key is in its own format, if that is more than text: `1` and `"1"` are
   *     two keys of YAML, and one of JSON
   */
  void key(String key, Object written, Tree.Mark mark, boolean merging) {
    Level top = levels.element();
    top.key = key;
    top.written = written;
    top.keyMark = mark;
    top.merging = merging;
  }

  void open(boolean mapping, Tree.Mark mark) throws UnreadableException {
    if (wantsKey()) {
      throw new UnreadableException(
          ReadProblems.badKey(file, mapping ? "a mapping" : "a list"), mark);
    }
    if (levels.size() >= maxDepth) {
      throw new UnreadableException(ReadProblems.tooDeep(file, maxDepth), mark);
    }
    levels.push(new Level(mark, mapping));
  }

  Tree close() throws UnreadableException {
    Level level = levels.pop();
    Tree tree =
        level.entries == null
            ? new Tree.Sequence(level.mark, level.items)
            : new Tree.Mapping(level.mark, level.entries);
    value(tree);
    return tree;
  }

  void value(Tree tree) throws UnreadableException {
    Level top = levels.peek();
    if (top == null) {
      root = tree;
    } else if (top.entries == null) {
      top.items.add(tree);
    } else if (top.merging) {
      merge(top.entries, tree);
      top.key = null;
    } else {
      put(top, top.entries, Objects.requireNonNull(top.key), tree);
      top.key = null;
    }
  }

  private void put(Level top, Map<String, Tree.Entry> entries, String key, Tree value)
      throws UnreadableException {
    Tree.Entry entry = new Tree.Entry(top.keyMark, value);
    if (!key.equals(top.written)) {
      unquoted.put(entry, top.written);
    }
    Tree.Entry before = entries.put(key, entry);
    requireOneKey(key, before, entry, entry.keyMark());
    // A key that came by `<<` may be overridden: that is what merging is for.
    if (before != null && !isMerged(before)) {
      duplicates.add(new UnreadableException(ReadProblems.duplicateKey(file, key), top.keyMark));
    }
  }

  /** Of keys that become one only in JSON kubectl takes either, by the order of a hash table. */
  private void requireOneKey(
      String key, Tree.@Nullable Entry before, Tree.Entry after, Tree.Mark mark)
      throws UnreadableException {
    if (before != null && !written(key, before).equals(written(key, after))) {
      throw new UnreadableException(ReadProblems.ambiguousKey(file, key), mark);
    }
  }

  private Object written(String key, Tree.Entry entry) {
    return unquoted.getOrDefault(entry, key);
  }

  private boolean isMerged(Tree.Entry entry) {
    return merged.contains(entry);
  }

  /** Merges where `<<` stands: over what came before, under what comes after, as kubectl does. */
  private void merge(Map<String, Tree.Entry> entries, Tree value) throws UnreadableException {
    if (value instanceof Tree.Mapping mapping) {
      mergeOne(entries, mapping);
    } else if (value instanceof Tree.Sequence sequence) {
      // The first of several mappings has precedence: it is written last.
      for (int i = sequence.items().size() - 1; i >= 0; i--) {
        if (!(sequence.items().get(i) instanceof Tree.Mapping mapping)) {
          throw badMerge(sequence.items().get(i).mark());
        }
        mergeOne(entries, mapping);
      }
    } else {
      throw badMerge(value.mark());
    }
  }

  private void mergeOne(Map<String, Tree.Entry> entries, Tree.Mapping from)
      throws UnreadableException {
    for (Map.Entry<String, Tree.Entry> one : from.entries().entrySet()) {
      String key = one.getKey();
      Tree.Entry copy = new Tree.Entry(one.getValue().keyMark(), one.getValue().value());
      Object written = written(key, one.getValue());
      if (!key.equals(written)) {
        unquoted.put(copy, written);
      }
      merged.add(copy);
      Tree.Entry before = entries.put(key, copy);
      requireOneKey(key, before, copy, copy.keyMark());
      if (before != null && !isMerged(before)) {
        duplicates.add(
            new UnreadableException(ReadProblems.duplicateKey(file, key), before.keyMark()));
      }
    }
  }

  private UnreadableException badMerge(Tree.Mark mark) {
    return new UnreadableException(ReadProblems.notYaml(file, "`<<` merges mappings only"), mark);
  }
}
