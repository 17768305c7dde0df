package dev.seaworthy.cli.network.svg;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Finds room for the ports beside arrows; an arrow without room keeps them in its title. */
final class Labels {
  /** A text and its middle. */
  record Label(String text, int x, int y) {}

  private static final int[] PLACES = {50, 40, 60, 30, 70, 22, 78, 15, 85};
  private static final int CHARACTER = 6;
  private static final int HEIGHT = 14;
  private static final int LONGEST = 24;

  private final List<Box> taken = new ArrayList<>();

  /** Labels that keep clear of {@code boxes} and of each other. */
  Labels(Collection<Box> boxes) {
    boxes.stream().filter(box -> box.shape() != Box.Shape.LANE).forEach(taken::add);
  }

  Optional<Label> place(Arrow arrow) {
    String text = shown(arrow.flow().ports());
    int width = text.length() * CHARACTER + 4;
    for (int percent : PLACES) {
      int x = arrow.xAt(percent);
      int y = arrow.yAt(percent);
      int left = x - width / 2;
      int top = y - HEIGHT / 2;
      if (taken.stream().noneMatch(box -> box.overlaps(left, top, width, HEIGHT))) {
        taken.add(new Box("", List.of(), "", Box.Shape.WORKLOAD, left, top, width, HEIGHT));
        return Optional.of(new Label(text, x, y));
      }
    }
    return Optional.empty();
  }

  static String shown(String ports) {
    String text = ports.equals("All Connections") ? "all ports" : ports.replace(",", ", ");
    return shortened(text, LONGEST);
  }

  static String shortened(String text, int longest) {
    int[] points = text.codePoints().toArray();
    return points.length <= longest ? text : new String(points, 0, longest - 1) + "…";
  }
}
