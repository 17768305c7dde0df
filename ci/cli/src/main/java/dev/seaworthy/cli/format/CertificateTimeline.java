package dev.seaworthy.cli.format;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.collectors.EvidenceKinds;
import dev.seaworthy.engine.evidence.Evidence;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** How long certificates are still valid, the first to end first, seen from when it was judged. */
final class CertificateTimeline {
  private record Row(String name, Instant end, long days) {
    boolean isOver() {
      return days < 0;
    }

    String date() {
      return LocalDate.ofInstant(end, ZoneOffset.UTC).toString();
    }

    String words() {
      return isOver() ? "expired " + -days + " d ago" : "in " + days + " d";
    }
  }

  private static final String TITLE = "When certificates end";
  private static final long DAY = 86_400;

  /** When renewal should have begun. */
  private static final long SOON = 30;

  /** What lies further away is drawn to the edge. */
  private static final long FAR = 400;

  private static final int LABELS = 330;
  private static final int CHART = 500;
  private static final int DATES = 190;
  private static final int ROW = 22;
  private static final int TOP = 26;

  private final List<Row> rows;
  private final HtmlPage page;

  CertificateTimeline(List<Evidence> evidence, Instant now, HtmlPage page) {
    this.page = page;
    this.rows =
        evidence.stream()
            .filter(one -> one.kind().equals(EvidenceKinds.CERTIFICATE))
            .flatMap(one -> row(one, now).stream())
            .sorted(Comparator.comparing(Row::end).thenComparing(Row::name))
            .toList();
  }

  boolean isEmpty() {
    return rows.isEmpty();
  }

  private static Optional<Row> row(Evidence evidence, Instant now) {
    JsonNode content = evidence.content().node();
    if (!content.path("expires").isIntegralNumber()) {
      return Optional.empty();
    }
    Instant end = Instant.ofEpochSecond(content.path("expires").asLong());
    String host =
        content
            .path("chain")
            .path(0)
            .path("dnsNames")
            .valueStream()
            .map(JsonNode::asText)
            .findFirst()
            .map(name -> ", " + name)
            .orElse("");
    long days = Math.floorDiv(end.getEpochSecond() - now.getEpochSecond(), DAY);
    return Optional.of(new Row(evidence.subject().name() + host, end, days));
  }

  void write() throws IOException {
    long over = rows.stream().filter(Row::isOver).count();
    long soon = rows.stream().filter(row -> !row.isOver() && row.days() < SOON).count();
    String about =
        "%s: %s expired, %s within %s days, the first on %s."
            .formatted(
                VerdictWords.counted(rows.size(), "certificate"),
                over,
                soon,
                SOON,
                rows.get(0).date());
    ReportPictures.begin(page, "certificates", TITLE, about);
    page.line(picture(about));
    ReportPictures.more(page, rows.size(), "certificates, which end later");
    page.beginDetails("certificates", TITLE, "Certificate", "Ends", "From when it was judged");
    for (Row row : ReportPictures.listed(rows)) {
      page.line(
          "<tr><td class=\"key\">%s</td><td>%s</td><td>%s</td></tr>"
              .formatted(HtmlText.of(row.name()), row.date(), row.words()));
    }
    ReportPictures.end(page, rows.size());
  }

  private String picture(String about) {
    List<Row> shown = ReportPictures.drawn(rows);
    long first = Math.max(-FAR, Math.min(0, shown.get(0).days()));
    long last = Math.min(FAR, Math.max(SOON, shown.get(shown.size() - 1).days()));
    double perDay = (double) CHART / (last - first);
    double now = LABELS - first * perDay;
    double bottom = TOP + shown.size() * ROW;
    SvgPicture svg = new SvgPicture("certificates-picture", TITLE, about);
    svg.text(Math.min(now, LABELS + CHART - 60.0), 12, "soft", "judged");
    svg.line(now, 16, now, bottom, "axis");
    if (last > SOON) {
      double soon = now + SOON * perDay;
      svg.line(soon, TOP, soon, bottom, "grid");
      svg.text(soon + 2, bottom + 14, "soft", SOON + " d");
    }
    svg.line(LABELS + CHART, TOP, LABELS + CHART, bottom, "grid");
    svg.text(LABELS + CHART - 26.0, bottom + 14, "soft", last + " d");
    for (int i = 0; i < shown.size(); i++) {
      row(svg, shown.get(i), TOP + i * ROW, now, perDay);
    }
    return svg.html(LABELS + CHART + DATES, bottom + 20);
  }

  private static void row(SvgPicture svg, Row row, double y, double now, double perDay) {
    double end = now + Math.max(-FAR, Math.min(FAR, row.days())) * perDay;
    double from = Math.min(now, end);
    String style = row.isOver() ? "fail" : row.days() < SOON ? "unknown" : "pass";
    String words = row.date() + ", " + row.words();
    svg.label(0, y + 15, LABELS - 12, row.name());
    svg.box(from, y + 4, Math.max(2, Math.abs(end - now)), ROW - 8.0, style, words);
    svg.text(LABELS + CHART + 10.0, y + 15, "label", words);
  }
}
