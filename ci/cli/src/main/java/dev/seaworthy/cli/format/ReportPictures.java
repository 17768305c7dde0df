package dev.seaworthy.cli.format;

import dev.seaworthy.engine.evidence.Evidence;
import java.io.IOException;
import java.time.Instant;
import java.util.List;

/**
 * Pictures of what the evidence holds, each with the same as a table. There is one only where there
 * is evidence for it; of what is too much for a picture the part that matters most is drawn.
 */
final class ReportPictures {
  /** Rows that a picture draws. */
  private static final int DRAWN = 40;

  /** Rows that a table lists. */
  private static final int LISTED = 500;

  private final CertificateTimeline certificates;
  private final SeverityBars severities;
  private final List<RoleMatrix> roles;
  private final HtmlPage page;

  /**
   * The pictures of {@code evidence}.
   *
   * @param now when it was judged
   */
  ReportPictures(List<Evidence> evidence, Instant now, HtmlPage page) {
    this.certificates = new CertificateTimeline(evidence, now, page);
    this.severities = new SeverityBars(evidence, page);
    this.roles = RoleMatrix.of(evidence, page);
    this.page = page;
  }

  void write() throws IOException {
    if (certificates.isEmpty() && severities.isEmpty() && roles.isEmpty()) {
      return;
    }
    page.line("<h2 id=\"pictures\">Pictures</h2>");
    if (!certificates.isEmpty()) {
      certificates.write();
    }
    if (!severities.isEmpty()) {
      severities.write();
    }
    for (RoleMatrix matrix : roles) {
      matrix.write();
    }
  }

  /** Begins a picture that scrolls by itself where the page is narrow. */
  static void begin(HtmlPage page, String id, String title, String about) throws IOException {
    page.line("<h3 id=\"%s\">%s</h3>".formatted(id, HtmlText.of(title)));
    page.line("<p>" + HtmlText.of(about) + "</p>");
    page.line(
        "<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-labelledby=\"%s\">".formatted(id));
  }

  /** Ends what {@link #begin} began, and tells what the picture leaves out. */
  static void more(HtmlPage page, int total, String what) throws IOException {
    page.line("</div>");
    if (total > DRAWN) {
      page.line("<p class=\"soft\">and %s more %s</p>".formatted(total - DRAWN, what));
    }
  }

  /** Ends the table, and tells what it leaves out. */
  static void end(HtmlPage page, int total) throws IOException {
    page.endTable();
    if (total > LISTED) {
      page.line("<p class=\"soft\">and %s more</p>".formatted(total - LISTED));
    }
    page.line("</details>");
  }

  static <T> List<T> drawn(List<T> rows) {
    return rows.subList(0, Math.min(DRAWN, rows.size()));
  }

  static <T> List<T> listed(List<T> rows) {
    return rows.subList(0, Math.min(LISTED, rows.size()));
  }
}
