package dev.seaworthy.cli.format;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.collectors.EvidenceKinds;
import dev.seaworthy.engine.evidence.Evidence;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** How many vulnerabilities of which severity each scanned image has, the worst first. */
final class SeverityBars {
  private static final List<String> LEVELS =
      List.of("CRITICAL", "HIGH", "MEDIUM", "LOW", "UNKNOWN");

  /**
   * One scan.
   *
   * @param counts in the order of {@link #LEVELS}
   */
  private record Row(String name, String file, List<Integer> counts) {
    int total() {
      return counts.stream().mapToInt(Integer::intValue).sum();
    }

    String words() {
      String some =
          IntStream.range(0, LEVELS.size())
              .filter(i -> counts.get(i) > 0)
              .mapToObj(i -> counts.get(i) + " " + word(i))
              .collect(Collectors.joining(", "));
      return some.isEmpty() ? "none" : some;
    }
  }

  private static final String TITLE = "Vulnerabilities by image";
  private static final int LABELS = 330;
  private static final int CHART = 400;
  private static final int WORDS = 300;
  private static final int ROW = 22;
  private static final int TOP = 30;

  private final List<Row> rows;
  private final HtmlPage page;

  SeverityBars(List<Evidence> evidence, HtmlPage page) {
    this.page = page;
    this.rows =
        evidence.stream()
            .filter(one -> one.kind().equals(EvidenceKinds.IMAGE_SCAN))
            .flatMap(one -> row(one).stream())
            .sorted(worstFirst())
            .toList();
  }

  boolean isEmpty() {
    return rows.isEmpty();
  }

  private static Comparator<Row> worstFirst() {
    Comparator<Row> order = Comparator.comparingInt(row -> -row.counts().get(0));
    for (int i = 1; i < LEVELS.size(); i++) {
      int level = i;
      order = order.thenComparingInt(row -> -row.counts().get(level));
    }
    return order.thenComparing(Row::name).thenComparing(Row::file);
  }

  private static Optional<Row> row(Evidence evidence) {
    JsonNode counts = evidence.content().node().path("counts").path("vulnerabilities");
    return counts.isObject()
        ? Optional.of(
            new Row(
                evidence.subject().name(),
                evidence.source().file(),
                LEVELS.stream().map(level -> counts.path(level).asInt()).toList()))
        : Optional.empty();
  }

  void write() throws IOException {
    String about =
        "%s with %s vulnerabilities in all, %s of them critical; the worst is %s."
            .formatted(
                VerdictWords.counted(rows.size(), "scan"),
                rows.stream().mapToInt(Row::total).sum(),
                rows.stream().mapToInt(row -> row.counts().get(0)).sum(),
                rows.get(0).name());
    ReportPictures.begin(page, "severities", TITLE, about);
    page.line(picture(about));
    ReportPictures.more(page, rows.size(), "scans, which are no worse");
    page.beginDetails(
        "severities", TITLE, "Image", "Critical", "High", "Medium", "Low", "Unknown", "Scan");
    for (Row row : ReportPictures.listed(rows)) {
      page.line(
          row.counts().stream()
              .map(count -> "<td>" + count + "</td>")
              .collect(
                  Collectors.joining(
                      "",
                      "<tr><td class=\"key\">" + HtmlText.of(row.name()) + "</td>",
                      "<td class=\"key\">" + HtmlText.of(row.file()) + "</td></tr>")));
    }
    ReportPictures.end(page, rows.size());
  }

  private String picture(String about) {
    List<Row> shown = ReportPictures.drawn(rows);
    int most = Math.max(1, shown.stream().mapToInt(Row::total).max().orElse(1));
    SvgPicture svg = new SvgPicture("severities-picture", TITLE, about);
    for (int i = 0; i < LEVELS.size(); i++) {
      double x = LABELS + i * 90.0;
      svg.box(x, 4, 12, 12, "sev-" + i, word(i));
      svg.text(x + 18, 15, "label", word(i));
    }
    for (int i = 0; i < shown.size(); i++) {
      row(svg, shown.get(i), TOP + i * (double) ROW, (double) CHART / most);
    }
    return svg.html(LABELS + CHART + WORDS, TOP + shown.size() * (double) ROW);
  }

  private static void row(SvgPicture svg, Row row, double y, double perOne) {
    svg.label(0, y + 15, LABELS - 12, row.name());
    double x = LABELS;
    for (int i = 0; i < LEVELS.size(); i++) {
      int count = row.counts().get(i);
      if (count > 0) {
        svg.box(x, y + 4, count * perOne, ROW - 8.0, "sev-" + i, count + " " + word(i));
        x += count * perOne;
      }
    }
    svg.text(x + 8, y + 15, "label", row.words());
  }

  private static String word(int level) {
    return LEVELS.get(level).toLowerCase(Locale.ROOT);
  }
}
