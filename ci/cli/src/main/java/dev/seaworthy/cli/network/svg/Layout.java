package dev.seaworthy.cli.network.svg;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where everything stands: a lane for each name space from top to bottom, ranks of workloads from
 * left to right, sources outside at the left and destinations outside at the right.
 */
final class Layout {
  static final int MARGIN = 24;
  private static final int TOP = 84;
  private static final int BOX_WIDTH = 200;
  private static final int BOX_HEIGHT = 42;
  private static final int LINE = 16;

  /** Names that one box lists. */
  private static final int NAMES = 12;

  private static final int OUTSIDE_WIDTH = 156;
  private static final int OUTSIDE_HEIGHT = 50;
  private static final int GAP_X = 130;
  private static final int GAP_Y = 14;
  private static final int PAD = 16;
  private static final int HEAD = 30;
  private static final int LANE_GAP = 22;

  /** Room for arrows between the lanes and what lies outside. */
  private static final int ALLEY = 170;

  /** How high a column of workloads may grow before the next begins. */
  private static final int COLUMN_HEIGHT = 330;

  private final Map<String, Box> boxes = new LinkedHashMap<>();
  private final FlowGraph graph;
  private final Map<String, Integer> ranks;

  /** For each rank, the number of columns before it. */
  private final int[] columnsBefore;

  private int bottom = TOP;
  private int right;

  /**
   * Places what {@code graph} holds.
   *
   * @param lanesOnly whether lanes stand for their workloads
   */
  Layout(FlowGraph graph, boolean lanesOnly) {
    this.graph = graph;
    SortedMap<String, SortedSet<String>> lanes = new TreeMap<>(graph.lanes());
    lanes.keySet().removeIf(FlowGraph::isOutside);
    List<String> workloads = new ArrayList<>();
    lanes.values().forEach(workloads::addAll);
    this.ranks = lanesOnly ? Map.of() : Ranks.of(graph, workloads);
    this.columnsBefore = columns(lanes, lanesOnly);
    boolean anySource = graph.lanes().keySet().stream().anyMatch(Layout::isSource);
    int left = MARGIN + (anySource ? OUTSIDE_WIDTH + ALLEY : 0);
    int columns = columnsBefore[columnsBefore.length - 1];
    int width = columns * BOX_WIDTH + (columns - 1) * GAP_X + 2 * PAD;
    lanes.forEach((name, inside) -> lane(name, inside, left, width, lanesOnly));
    this.right = left + width + ALLEY;
    outside();
    this.bottom =
        Math.max(
            bottom,
            boxes.values().stream().mapToInt(box -> box.y() + box.h()).max().orElse(bottom));
  }

  /** Everything placed, lanes before what stands in them. */
  Map<String, Box> boxes() {
    return boxes;
  }

  int width() {
    boolean any = boxes.keySet().stream().anyMatch(key -> isOutside(key, false));
    return right + (any ? OUTSIDE_WIDTH + MARGIN : 0);
  }

  int bottom() {
    return bottom;
  }

  /** A lane's workloads of one rank fill columns of a limited height each. */
  private int[] columns(SortedMap<String, SortedSet<String>> lanes, boolean lanesOnly) {
    int last = ranks.values().stream().mapToInt(Integer::intValue).max().orElse(0);
    int[] columns = new int[last + 2];
    for (SortedSet<String> inside : lanes.values()) {
      int[] height = new int[last + 1];
      int[] needed = new int[last + 1];
      Arrays.fill(height, COLUMN_HEIGHT);
      for (String key : lanesOnly ? List.<String>of() : inside) {
        int rank = ranks.getOrDefault(key, 0);
        if (height[rank] + heightOf(key) > COLUMN_HEIGHT) {
          height[rank] = 0;
          needed[rank]++;
        }
        height[rank] += heightOf(key) + GAP_Y;
      }
      for (int rank = 0; rank <= last; rank++) {
        columns[rank + 1] = Math.max(columns[rank + 1], Math.max(needed[rank], 1));
      }
    }
    columns[1] = Math.max(columns[1], 1);
    Arrays.parallelPrefix(columns, Integer::sum);
    return columns;
  }

  private void lane(String name, SortedSet<String> inside, int x, int width, boolean lanesOnly) {
    int count = inside.stream().mapToInt(key -> graph.members(key).size()).sum();
    String note = count + (count == 1 ? " workload" : " workloads");
    int top = bottom;
    List<Box> placed = lanesOnly ? List.of() : workloads(name, inside, x + PAD, top + HEAD);
    int end = placed.stream().mapToInt(box -> box.y() + box.h()).max().orElse(top + HEAD);
    boxes.put(
        name, new Box(name, List.of(name), note, Box.Shape.LANE, x, top, width, end + PAD - top));
    placed.forEach(box -> boxes.put(box.key(), box));
    bottom = end + PAD + LANE_GAP;
  }

  private List<Box> workloads(String lane, SortedSet<String> inside, int x, int y) {
    List<Box> placed = new ArrayList<>();
    int[] column = new int[columnsBefore.length];
    int[] height = new int[columnsBefore.length];
    for (String key : inside) {
      int rank = ranks.getOrDefault(key, 0);
      int needed = heightOf(key);
      if (height[rank] > 0 && height[rank] + needed > COLUMN_HEIGHT) {
        height[rank] = 0;
        column[rank]++;
      }
      int left = x + (columnsBefore[rank] + column[rank]) * (BOX_WIDTH + GAP_X);
      placed.add(workload(key, lane, left, y + height[rank], needed));
      height[rank] += needed + GAP_Y;
    }
    return placed;
  }

  private int heightOf(String key) {
    int names = graph.members(key).size();
    return BOX_HEIGHT + (Math.min(names, NAMES) - 1) * LINE;
  }

  private Box workload(String key, String lane, int x, int y, int height) {
    SortedSet<String> members = graph.members(key);
    List<String> names = new ArrayList<>();
    SortedMap<String, Integer> kinds = new TreeMap<>();
    for (String member : members) {
      names.add(nameOf(member, lane));
      kinds.merge(kindOf(member), 1, Integer::sum);
    }
    if (names.size() > NAMES) {
      names.subList(NAMES - 1, names.size()).clear();
      names.add("and " + (members.size() - NAMES + 1) + " more");
    }
    String note =
        kinds.entrySet().stream()
            .map(kind -> (kind.getValue() == 1 ? "" : kind.getValue() + " × ") + kind.getKey())
            .collect(Collectors.joining(", "));
    return new Box(key, names, note, Box.Shape.WORKLOAD, x, y, BOX_WIDTH, height);
  }

  private static String nameOf(String key, String lane) {
    int open = key.lastIndexOf('[');
    String name = open > 0 ? key.substring(0, open) : key;
    return name.startsWith(lane + "/") ? name.substring(lane.length() + 1) : name;
  }

  private static String kindOf(String key) {
    int open = key.lastIndexOf('[');
    return open > 0 ? key.substring(open + 1, key.length() - 1) : "";
  }

  private void outside() {
    place(true, MARGIN);
    place(false, right);
  }

  private void place(boolean source, int x) {
    List<FlowGraph.Outside> there =
        Stream.of(FlowGraph.Outside.values())
            .filter(one -> one.isSource() == source && graph.lanes().containsKey(one.key()))
            .toList();
    int room = Math.max(bottom - LANE_GAP - TOP, there.size() * (OUTSIDE_HEIGHT + GAP_Y));
    for (int i = 0; i < there.size(); i++) {
      int y = TOP + room * (2 * i + 1) / (2 * there.size()) - OUTSIDE_HEIGHT / 2;
      FlowGraph.Outside one = there.get(i);
      boxes.put(
          one.key(),
          new Box(
              one.key(),
              List.of(one.title()),
              one.note(),
              Box.Shape.OUTSIDE,
              x,
              y,
              OUTSIDE_WIDTH,
              OUTSIDE_HEIGHT));
    }
  }

  private static boolean isSource(String key) {
    return isOutside(key, true);
  }

  private static boolean isOutside(String key, boolean source) {
    return Stream.of(FlowGraph.Outside.values())
        .anyMatch(one -> one.isSource() == source && one.key().equals(key));
  }
}
