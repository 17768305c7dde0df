package dev.seaworthy.collectors.document;

import dev.seaworthy.engine.evidence.Location;
import dev.seaworthy.engine.evidence.Locations;
import dev.seaworthy.engine.json.JsonPath;
import java.util.Arrays;
import java.util.Map;

/**
 * Where each path of one document stands, in sixteen bytes a path: a sorted table of 64-bit hashes
 * of the paths with their line and column. It outlives the tree by far: tens of thousands are held
 * while the trees are gone. Two paths of one document sharing a hash would show a wrong line; the
 * odds are below one in 10^15 for a document of a hundred paths.
 */
public final class HashedLocations implements Locations {
  /** The hash of the root. */
  static final long SEED = 0xcbf29ce484222325L;

  private static final long PRIME = 0x100000001b3L;
  private static final long SPREAD = 0x9e3779b97f4a7c15L;

  private final String file;
  private final long[] hashes;
  private final long[] marks;

  private HashedLocations(String file, long[] hashes, long[] marks) {
    this.file = file;
    this.hashes = hashes;
    this.marks = marks;
  }

  /** The locations of {@code root}, whose paths begin at it. */
  public static HashedLocations of(String file, Tree root) {
    int size = size(root);
    long[] hashes = new long[size];
    long[] unsortedMarks = new long[size];
    fill(root, root.mark(), SEED, hashes, unsortedMarks, 0);
    long[] sorted = hashes.clone();
    Arrays.sort(sorted);
    long[] marks = new long[size];
    for (int i = 0; i < size; i++) {
      marks[Arrays.binarySearch(sorted, hashes[i])] = unsortedMarks[i];
    }
    return new HashedLocations(file, sorted, marks);
  }

  @Override
  public Location locate(JsonPath path) {
    Tree.Mark mark = mark(path);
    return new Location(file, mark.line(), mark.column());
  }

  /** Where {@code path} stands, or else its nearest ancestor. */
  private Tree.Mark mark(JsonPath path) {
    long hash = SEED;
    int found = Arrays.binarySearch(hashes, hash);
    for (Object step : path.steps()) {
      hash = then(hash, step);
      int next = Arrays.binarySearch(hashes, hash);
      if (next < 0) {
        break;
      }
      found = next;
    }
    return unpack(marks[found]);
  }

  /** Where the path of {@code hash} stands, for readers that go from path to path. */
  Tree.Mark markOf(long hash) {
    int found = Arrays.binarySearch(hashes, hash);
    return found < 0 ? ReadProblem.NOWHERE : unpack(marks[found]);
  }

  private static int fill(
      Tree tree, Tree.Mark mark, long hash, long[] hashes, long[] marks, int start) {
    int at = start;
    hashes[at] = hash;
    marks[at++] = (long) mark.line() << Integer.SIZE | mark.column();
    if (tree instanceof Tree.Mapping mapping) {
      for (Map.Entry<String, Tree.Entry> entry : mapping.entries().entrySet()) {
        Tree.Entry value = entry.getValue();
        long inner = then(hash, entry.getKey());
        at = fill(value.value(), value.keyMark(), inner, hashes, marks, at);
      }
    } else if (tree instanceof Tree.Sequence sequence) {
      for (int i = 0; i < sequence.items().size(); i++) {
        Tree item = sequence.items().get(i);
        at = fill(item, item.mark(), then(hash, i), hashes, marks, at);
      }
    }
    return at;
  }

  private static int size(Tree tree) {
    int size = 1;
    if (tree instanceof Tree.Mapping mapping) {
      for (Tree.Entry entry : mapping.entries().values()) {
        size += size(entry.value());
      }
    } else if (tree instanceof Tree.Sequence sequence) {
      for (Tree item : sequence.items()) {
        size += size(item);
      }
    }
    return size;
  }

  /** The hash of a path one step longer: FNV-1a over the step, then spread. */
  static long then(long hash, Object step) {
    long next = hash * SPREAD;
    if (step instanceof Integer position) {
      next = (next ^ (position + 0x10000L)) * PRIME;
    } else {
      String key = (String) step;
      for (int i = 0; i < key.length(); i++) {
        next = (next ^ key.charAt(i)) * PRIME;
      }
    }
    return next ^ (next >>> 29);
  }

  private static Tree.Mark unpack(long packed) {
    return new Tree.Mark((int) (packed >>> Integer.SIZE), (int) packed);
  }
}
