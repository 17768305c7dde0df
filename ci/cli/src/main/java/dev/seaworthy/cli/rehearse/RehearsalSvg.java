package dev.seaworthy.cli.rehearse;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.cli.format.XmlText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A rehearsal as a picture: its phases, the tables that were locked against everybody, who waited,
 * the log of changes and how far replicas fell behind, over one axis of time. It follows from the
 * record alone, and loads nothing.
 */
public final class RehearsalSvg {
  private static final int WIDTH = 960;
  private static final int LEFT = 190;
  private static final int RIGHT = 24;
  private static final int PLOT = WIDTH - LEFT - RIGHT;
  private static final int TOP = 84;
  private static final int ROW = 22;
  private static final int CHART = 84;
  private static final int MAX_LOCKS = 12;
  private static final int LABEL = 26;
  private static final int LEAST_BAR = 2;

  private static final String CSS =
      """
      <style>
      svg{--page:#fff;--ink:#1b2430;--soft:#5a6675;--grid:#dde3ea;--phase:#dbe7f5;--line:#28609e;--lock:#b3261e;--wait:#9a5b00}
      @media(prefers-color-scheme:dark){svg{--page:#11161d;--ink:#e8edf2;--soft:#a3afbd;--grid:#2c3642;--phase:#25384f;--line:#82b4f0;--lock:#ff8a80;--wait:#f0b35a}}
      text{font:12px system-ui,-apple-system,'Segoe UI','Liberation Sans',Arial,sans-serif;fill:var(--ink)}
      .page{fill:var(--page)}.h1{font-size:18px;font-weight:600}.soft{fill:var(--soft)}.end{text-anchor:end}
      .grid{stroke:var(--grid)}.phase{fill:var(--phase);stroke:var(--grid)}.lock{fill:var(--lock)}
      .line{fill:none;stroke:var(--line);stroke-width:1.5}.wait{fill:none;stroke:var(--wait);stroke-width:1.5}
      </style>
      """;

  private final JsonNode record;
  private final JsonNode measured;
  private final double total;
  private final StringBuilder svg = new StringBuilder();
  private int y = TOP;

  private RehearsalSvg(JsonNode record) {
    this.record = record;
    this.measured = record.path("measured");
    this.total = Math.max(0.001, measured.path("seconds").asDouble());
  }

  /** The picture of a record. */
  public static String of(JsonNode record) {
    return new RehearsalSvg(record).drawn();
  }

  private String drawn() {
    phases();
    locks();
    chart("sessions waiting", "blocked", "wait", RehearsalSvg::count);
    chart("log written", "walBytes", "line", RehearsalSvg::bytes);
    chart("replica behind", "lagBytes", "line", RehearsalSvg::bytes);
    chart("replica behind", "lagSeconds", "line", RehearsalSvg::time);
    axis();
    return head() + svg + "</svg>\n";
  }

  private String head() {
    int height = y + LABEL;
    return """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" width="%d" height="%d" role="img" aria-labelledby="t d">
        <title id="t">%s</title>
        <desc id="d">%s</desc>
        """
            .formatted(WIDTH, height, WIDTH, height, XmlText.of(title()), XmlText.of(summary()))
        + CSS
        + "<rect class=\"page\" width=\"%d\" height=\"%d\"/>\n".formatted(WIDTH, height)
        + text(20, 32, "h1", title())
        + text(20, 54, "soft", about());
  }

  private String title() {
    return "Migration rehearsed in %s: %s"
        .formatted(time(total), measured.path("outcome").asText());
  }

  private String about() {
    return "%s, %s, PostgreSQL %s, candidate %s"
        .formatted(
            record.path("environment").asText(),
            record.path("at").asText(),
            measured.path("server").path("version").asText(),
            shortened(record.path("candidate").asText(), 19));
  }

  /** The same for who does not see it. */
  private String summary() {
    JsonNode locks = record.path("locks");
    StringBuilder words = new StringBuilder(about()).append(". ");
    words.append("Window ").append(record.path("window").asText()).append(". ");
    words.append(
        "At most %d sessions waited at once. ".formatted(locks.path("blockedSessions").asInt()));
    List<JsonNode> exclusive = exclusive();
    words.append("%d tables were locked against everybody".formatted(exclusive.size()));
    if (!exclusive.isEmpty()) {
      JsonNode first = exclusive.get(0);
      words.append(
          ", %s for %s the longest"
              .formatted(first.path("table").asText(), time(first.path("seconds").asDouble())));
    }
    words.append(
        ". %s of log were written."
            .formatted(bytes(measured.path("wal").path("bytes").asDouble())));
    return words.toString();
  }

  private void phases() {
    JsonNode phases = record.path("phases");
    if (phases.isEmpty()) {
      return;
    }
    label("phases");
    for (JsonNode phase : phases) {
      double at = phase.path("at").asDouble();
      double seconds = phase.path("seconds").asDouble();
      int from = x(at);
      int width = Math.max(LEAST_BAR, x(at + seconds) - from);
      String name = phase.path("name").asText();
      String told = name + ", " + time(seconds);
      bar("phase", from, width, ROW, told);
      int fits = (width - 8) / 7;
      if (fits > 2) {
        svg.append(text(from + 4, y + 15, "", shortened(told, fits)));
      }
    }
    y += ROW + 14;
  }

  private void locks() {
    List<JsonNode> exclusive = exclusive();
    label(exclusive.isEmpty() ? "no table locked" : "ACCESS EXCLUSIVE");
    y += exclusive.isEmpty() ? 6 : 0;
    for (JsonNode lock : exclusive.subList(0, Math.min(MAX_LOCKS, exclusive.size()))) {
      y += ROW - 4;
      String table = lock.path("table").asText();
      double at = lock.path("at").asDouble();
      double seconds = lock.path("seconds").asDouble();
      svg.append(text(LEFT - 10, y + 12, "soft end", shortened(table, 26)));
      int from = x(at);
      int width = Math.max(LEAST_BAR, x(at + seconds) - from);
      bar("lock", from, width, ROW - 8, table + " for at most " + time(seconds));
    }
    if (exclusive.size() > MAX_LOCKS) {
      y += ROW - 4;
      svg.append(
          text(
              LEFT - 10,
              y + 12,
              "soft end",
              "and %d more".formatted(exclusive.size() - MAX_LOCKS)));
    }
    y += ROW + 10;
  }

  private List<JsonNode> exclusive() {
    List<JsonNode> exclusive = new ArrayList<>();
    for (JsonNode lock : record.path("locks").path("held")) {
      if (lock.path("mode").asText().equals("ACCESS EXCLUSIVE")) {
        exclusive.add(lock);
      }
    }
    return exclusive;
  }

  /** How a value is written beside its line. */
  @FunctionalInterface
  private interface Words {
    String of(double value);
  }

  private void chart(String name, String key, String style, Words words) {
    double most = 0;
    boolean isThere = false;
    for (JsonNode point : measured.path("series")) {
      isThere |= point.has(key);
      most = Math.max(most, point.path(key).asDouble());
    }
    if (!isThere) {
      return;
    }
    label(name);
    svg.append(text(20, y + 32, "soft", "at most " + words.of(most)));
    svg.append(line(LEFT, y + CHART - 20, LEFT + PLOT, y + CHART - 20));
    if (most > 0) {
      svg.append("<path class=\"%s\" d=\"%s\"/>\n".formatted(style, steps(key, most)));
    }
    y += CHART;
  }

  /** A stair: each value holds until the next point. */
  private String steps(String key, double most) {
    StringBuilder path = new StringBuilder();
    int bottom = y + CHART - 20;
    boolean isDown = false;
    for (JsonNode point : measured.path("series")) {
      if (!point.has(key)) {
        isDown = false;
        continue;
      }
      int height = (int) Math.round(point.path(key).asDouble() / most * (CHART - 30));
      int across = x(point.path("at").asDouble());
      path.append(
          isDown
              ? "H%dV%d".formatted(across, bottom - height)
              : "M%d %d".formatted(across, bottom - height));
      isDown = true;
    }
    return path.append(isDown ? "H" + (LEFT + PLOT) : "").toString();
  }

  private void axis() {
    double step = step();
    for (int i = 0; i * step <= total; i++) {
      int across = x(i * step);
      svg.insert(0, line(across, TOP - 10, across, y - 10));
      svg.append(text(across, y + 8, "soft", time(i * step)));
    }
  }

  /** A round number of seconds of which some fit. */
  private double step() {
    double[] steps = {
      0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 1200, 1800, 3600, 7200
    };
    for (double step : steps) {
      if (total / step <= 9) {
        return step;
      }
    }
    return Math.ceil(total / 9 / 3600) * 3600;
  }

  private int x(double seconds) {
    double part = Math.max(0, Math.min(1, seconds / total));
    return LEFT + (int) Math.round(part * PLOT);
  }

  private void label(String words) {
    svg.append(text(20, y + 15, "", words));
  }

  private void bar(String style, int from, int width, int height, String told) {
    svg.append(
        "<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\"><title>%s</title></rect>\n"
            .formatted(style, from, y, width, height, XmlText.of(told)));
  }

  private static String line(int x1, int y1, int x2, int y2) {
    return "<path class=\"grid\" d=\"M%d %dL%d %d\"/>\n".formatted(x1, y1, x2, y2);
  }

  private static String text(int x, int y, String style, String words) {
    String mark = style.isEmpty() ? "" : " class=\"%s\"".formatted(style);
    return "<text%s x=\"%d\" y=\"%d\">%s</text>\n".formatted(mark, x, y, XmlText.of(words));
  }

  private static String shortened(String words, int most) {
    return words.codePointCount(0, words.length()) <= most
        ? words
        : words.substring(0, words.offsetByCodePoints(0, Math.max(1, most - 1))) + "…";
  }

  private static String count(double value) {
    return String.valueOf(Math.round(value));
  }

  static String time(double seconds) {
    if (seconds < 60) {
      return String.format(Locale.ROOT, seconds < 10 ? "%.1f s" : "%.0f s", seconds);
    }
    long whole = Math.round(seconds);
    return whole < 3600
        ? "%d min %02d s".formatted(whole / 60, whole % 60)
        : "%d h %02d min".formatted(whole / 3600, whole % 3600 / 60);
  }

  static String bytes(double value) {
    String[] units = {"B", "KiB", "MiB", "GiB", "TiB"};
    double size = value;
    int unit = 0;
    while (size >= 1024 && unit < units.length - 1) {
      size /= 1024;
      unit++;
    }
    return String.format(Locale.ROOT, unit == 0 ? "%.0f %s" : "%.1f %s", size, units[unit]);
  }
}
