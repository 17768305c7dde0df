package dev.seaworthy.cli.format;

import dev.seaworthy.engine.json.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * A page that stands alone: it loads nothing, and its own policy (Content Security Policy Level 3)
 * lets a browser obey no style and no script but those whose digests it names. Readable in light
 * and dark, on paper and by a screen reader; states are told by words, not by colour alone.
 */
final class HtmlPage {
  /** What a page shows. */
  @FunctionalInterface
  interface Body {
    void writeTo(HtmlPage page) throws IOException;
  }

  /** The style of every page. */
  private static final String COMMON_STYLE = "page.css";

  private final Appendable out;

  private HtmlPage(Appendable out) {
    this.out = out;
  }

  /** Writes a page in the common style, without script. */
  static void write(String title, Appendable out, Body body) throws IOException {
    write(title, List.of(), List.of(), out, body);
  }

  /**
   * Writes a page.
   *
   * @param title as text
   * @param styles names of style sheets beside this class, besides the common one
   * @param scripts names of scripts beside this class, run once the page is read
   */
  static void write(
      String title, List<String> styles, List<String> scripts, Appendable out, Body body)
      throws IOException {
    String style = resource(COMMON_STYLE) + joined(styles);
    String script = joined(scripts);
    HtmlPage page = new HtmlPage(out);
    page.line("<!doctype html>");
    page.line("<html lang=\"en\"><head><meta charset=\"utf-8\">");
    page.line("<meta http-equiv=\"Content-Security-Policy\" content=\"" + policy(style, script));
    page.line("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
    page.line("<meta name=\"referrer\" content=\"no-referrer\">");
    page.line("<title>" + HtmlText.of(title) + "</title>");
    page.line("<style>" + style + "</style></head><body>");
    body.writeTo(page);
    if (!script.isEmpty()) {
      page.line("<script>" + script + "</script>");
    }
    page.line("</body></html>");
  }

  /** Writes what the body of a page has, and no page around it. */
  static void writeBody(Appendable out, Body body) throws IOException {
    body.writeTo(new HtmlPage(out));
  }

  void line(String html) throws IOException {
    out.append(html).append('\n');
  }

  /**
   * Begins a table that scrolls by itself where the page is narrow.
   *
   * @param headingId of the element that names it
   * @param columns their headings, as text
   */
  void beginTable(String headingId, String... columns) throws IOException {
    line(
        "<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-labelledby=\"%s\"><table>"
            .formatted(headingId));
    line(
        List.of(columns).stream()
            .map(column -> "<th scope=\"col\">" + HtmlText.of(column) + "</th>")
            .collect(Collectors.joining("", "<thead><tr>", "</tr></thead><tbody>")));
  }

  /** Begins a table that is folded away; whoever ends it closes the element as well. */
  void beginDetails(String id, String title, String... columns) throws IOException {
    line(
        "<details><summary id=\"%s-table\">%s, as a table</summary>"
            .formatted(id, HtmlText.of(title)));
    beginTable(id + "-table", columns);
  }

  void endTable() throws IOException {
    line("</tbody></table></div>");
  }

  private static String policy(String style, String script) {
    return "default-src 'none'; base-uri 'none'; form-action 'none'; style-src "
        + source(style)
        + "; script-src "
        + (script.isEmpty() ? "'none'" : source(script))
        + "\">";
  }

  private static String source(String text) {
    byte[] digest = Digest.sha256().digest(text.getBytes(StandardCharsets.UTF_8));
    return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
  }

  private static String joined(List<String> names) {
    return names.stream().map(HtmlPage::resource).collect(Collectors.joining());
  }

  private static String resource(String name) {
    try (InputStream in = HtmlPage.class.getResourceAsStream(name)) {
      byte[] bytes = Objects.requireNonNull(in, "it is packed with the program").readAllBytes();
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException("reading from the class path cannot fail", e);
    }
  }
}
