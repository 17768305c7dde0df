package dev.seaworthy.cli.network.svg;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Finds the way of each flow, and spreads those that meet at one edge of a box. */
final class Arrows {
  private static final int SPREAD = 13;
  private static final int LANE_HEAD = 30;

  /** One end of a flow at an edge of a box. */
  private record End(int flow, boolean isStart) {}

  private final List<Flow> flows;
  private final Map<String, Box> boxes;
  private final Map<String, List<End>> ends = new TreeMap<>();
  private final Map<End, Integer> heights = new HashMap<>();

  private Arrows(List<Flow> flows, Map<String, Box> boxes) {
    this.flows = flows;
    this.boxes = boxes;
  }

  static List<Arrow> of(List<Flow> flows, Map<String, Box> boxes) {
    return new Arrows(flows, boxes).arrows();
  }

  private List<Arrow> arrows() {
    for (int i = 0; i < flows.size(); i++) {
      Way way = way(i);
      add(flows.get(i).from(), way.startEdge(), new End(i, true));
      add(flows.get(i).to(), way.endEdge(), new End(i, false));
    }
    ends.forEach((key, here) -> spread(box(key.substring(1)), here));
    List<Arrow> arrows = new ArrayList<>();
    for (int i = 0; i < flows.size(); i++) {
      arrows.add(arrow(i));
    }
    return arrows;
  }

  private Arrow arrow(int i) {
    Box from = box(flows.get(i).from());
    Box to = box(flows.get(i).to());
    Way way = way(i);
    return new Arrow(
        flows.get(i),
        edge(from, way.startEdge()),
        heights.getOrDefault(new End(i, true), from.middle()),
        way.startBend(),
        edge(to, way.endEdge()),
        heights.getOrDefault(new End(i, false), to.middle()),
        way.endBend());
  }

  private void add(String key, int edge, End end) {
    ends.computeIfAbsent((edge > 0 ? ">" : "<") + key, name -> new ArrayList<>()).add(end);
  }

  /** Ends stand in the order of what is at the other end, so that few arrows cross. */
  private void spread(Box box, List<End> here) {
    here.sort(Comparator.comparingInt(this::other).thenComparingInt(End::flow));
    int head = box.shape() == Box.Shape.LANE ? Math.min(LANE_HEAD, box.h() / 2) : 0;
    int room = box.h() - head - 10;
    int step = here.size() < 2 ? 0 : Math.min(SPREAD, Math.max(1, room / (here.size() - 1)));
    int middle = box.y() + head + (box.h() - head) / 2;
    for (int i = 0; i < here.size(); i++) {
      int away = step * i - step * (here.size() - 1) / 2;
      heights.put(here.get(i), middle + Math.max(-room / 2, Math.min(room / 2, away)));
    }
  }

  private int other(End end) {
    Flow flow = flows.get(end.flow());
    return box(end.isStart() ? flow.to() : flow.from()).middle();
  }

  private Way way(int flow) {
    return Way.of(box(flows.get(flow).from()), box(flows.get(flow).to()));
  }

  private static int edge(Box box, int edge) {
    return edge > 0 ? box.right() : box.x();
  }

  private Box box(String key) {
    Box box = boxes.get(key);
    if (box == null) {
      throw new IllegalStateException("an arrow at nothing");
    }
    return box;
  }
}
