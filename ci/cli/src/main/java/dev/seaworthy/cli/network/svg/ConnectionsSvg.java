package dev.seaworthy.cli.network.svg;

import dev.seaworthy.collectors.network.reach.Reachability;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Connections as a picture in Scalable Vector Graphics 1.1: name spaces as lanes, workloads in
 * them, what lies outside as boxes of its own. The same connections give the same bytes.
 */
public final class ConnectionsSvg {
  /** More workloads that differ than this are drawn as their name spaces. */
  private static final int MOST_BOXES = 120;

  /** More arrows than this have their ports in titles only. */
  private static final int MOST_LABELS = 45;

  private static final int LEGEND = 74;
  private static final int LEAST_WIDTH = 760;
  private static final int TITLE_CHARACTERS = 27;
  private static final int LINE = 16;

  private final Appendable out;

  private ConnectionsSvg(Appendable out) {
    this.out = out;
  }

  public static void write(Reachability reachability, Appendable out) throws IOException {
    new ConnectionsSvg(out).write(FlowGraph.of(reachability));
  }

  private void write(FlowGraph every) throws IOException {
    FlowGraph graph = every.withTwinsJoined();
    boolean lanesOnly = graph.workloads() > MOST_BOXES;
    List<Flow> flows = Bundles.of(graph, lanesOnly);
    Layout layout = new Layout(graph, lanesOnly);
    List<Arrow> arrows = new ArrayList<>(Arrows.of(flows, layout.boxes()));
    head(every, layout);
    for (Box box : layout.boxes().values()) {
      if (box.shape() == Box.Shape.LANE) {
        lane(box);
      } else {
        box(box);
      }
    }
    // Longest first, so that short arrows stay in reach of the pointer.
    arrows.sort(Comparator.comparingInt(ConnectionsSvg::reach).reversed());
    for (Arrow arrow : arrows) {
      arrow(arrow, layout.boxes());
    }
    // Arrows cross boxes in sight, lest they seem to end there; names stand above them.
    for (Box box : layout.boxes().values()) {
      if (box.shape() != Box.Shape.LANE) {
        names(box);
      }
    }
    if (arrows.size() <= MOST_LABELS) {
      labels(arrows, layout);
    }
    legend(layout.bottom() + 30);
    out.append("</svg>\n");
  }

  private static int reach(Arrow arrow) {
    return Math.abs(arrow.x2() - arrow.x1()) + Math.abs(arrow.y2() - arrow.y1());
  }

  private void head(FlowGraph graph, Layout layout) throws IOException {
    int width = Math.max(layout.width(), LEAST_WIDTH);
    int height = layout.bottom() + LEGEND;
    long spaces = graph.lanes().keySet().stream().filter(key -> !FlowGraph.isOutside(key)).count();
    String summary =
        "%d workloads in %d name spaces, %d allowed connections; what has no arrow is denied"
            .formatted(graph.workloads(), spaces, graph.connections().size());
    put("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\"", width, height);
    put(" viewBox=\"0 0 %d %d\" role=\"img\" aria-labelledby=\"title desc\">\n", width, height);
    put("<title id=\"title\">Allowed connections</title>\n<desc id=\"desc\">%s</desc>\n", summary);
    out.append(Style.CSS).append(Style.MARKERS);
    put("<rect class=\"page\" width=\"%d\" height=\"%d\"/>\n", width, height);
    put("<text class=\"h1\" x=\"%d\" y=\"38\">Allowed connections</text>\n", Layout.MARGIN);
    put("<text class=\"note\" x=\"%d\" y=\"60\">%s</text>\n", Layout.MARGIN, summary);
  }

  private void lane(Box lane) throws IOException {
    String name = lane.names().get(0);
    put("<g><title>name space %s, %s</title>", Xml.text(name), lane.note());
    rectangle("lane", lane, 8);
    put("<text class=\"h2\" x=\"%d\" y=\"%d\">%s", lane.x() + 14, lane.y() + 20, Xml.text(name));
    put("<tspan class=\"note\" dx=\"8\">%s</tspan></text></g>\n", lane.note());
  }

  private void box(Box box) throws IOException {
    boolean outside = box.shape() == Box.Shape.OUTSIDE;
    put("<g><title>%s, %s</title>", Xml.text(String.join(", ", box.names())), Xml.text(box.note()));
    rectangle(outside ? "outside" : "workload", box, outside ? 22 : 5);
    out.append("</g>\n");
  }

  private void names(Box box) throws IOException {
    int x = box.x() + box.w() / 2;
    int y = box.middle() - 2 - (box.names().size() - 1) * LINE / 2;
    for (String name : box.names()) {
      String shown = Labels.shortened(name, TITLE_CHARACTERS);
      put("<text class=\"name\" x=\"%d\" y=\"%d\">%s</text>", x, y, Xml.text(shown));
      y += LINE;
    }
    put(
        "<text class=\"kind\" x=\"%d\" y=\"%d\">%s</text>\n",
        x, y - 1, Xml.text(Labels.shortened(box.note(), TITLE_CHARACTERS)));
  }

  private void rectangle(String style, Box box, int radius) throws IOException {
    put("<rect class=\"%s\" x=\"%d\" y=\"%d\"", style, box.x(), box.y());
    put(" width=\"%d\" height=\"%d\" rx=\"%d\"/>", box.w(), box.h(), radius);
  }

  private void arrow(Arrow arrow, Map<String, Box> boxes) throws IOException {
    Flow flow = arrow.flow();
    String style = Style.of(flow);
    boolean thick = isLane(boxes.get(flow.from())) || isLane(boxes.get(flow.to()));
    put("<g class=\"flow %s%s%s\">", style, thick ? " wide" : "", flow.partial() ? " some" : "");
    put("<title>%s</title>", Xml.text(flow.title()));
    put("<path class=\"reach\" d=\"%s\"/>", arrow.path());
    put("<path d=\"%s\" marker-end=\"url(#%s)\"/></g>\n", arrow.path(), style);
  }

  private static boolean isLane(@Nullable Box box) {
    return box != null && box.shape() == Box.Shape.LANE;
  }

  private void labels(List<Arrow> arrows, Layout layout) throws IOException {
    Labels labels = new Labels(layout.boxes().values());
    for (Arrow arrow : arrows) {
      Optional<Labels.Label> label = labels.place(arrow);
      if (label.isPresent()) {
        put(
            "<text class=\"ports\" x=\"%d\" y=\"%d\">%s</text>\n",
            label.get().x(), label.get().y() + 4, Xml.text(label.get().text()));
      }
    }
  }

  private void legend(int y) throws IOException {
    int x = Layout.MARGIN;
    for (Style.Sample sample : Style.SAMPLES) {
      put("<g class=\"flow %s\"><path d=\"M%d %dh40\"", sample.style(), x, y);
      put(" marker-end=\"url(#%s)\"/></g>", sample.marker());
      put("<text class=\"note\" x=\"%d\" y=\"%d\">%s</text>\n", x + 52, y + 4, sample.text());
      x += 60 + sample.text().length() * 7;
    }
    put("<text class=\"note\" x=\"%d\" y=\"%d\">", Layout.MARGIN, y + 26);
    out.append("Rest the pointer on an arrow to read its connections and ports.</text>\n");
  }

  private void put(String format, Object... values) throws IOException {
    out.append(String.format(Locale.ROOT, format, values));
  }
}
