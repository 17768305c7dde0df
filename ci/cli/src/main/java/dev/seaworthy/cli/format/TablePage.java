package dev.seaworthy.cli.format;

import dev.seaworthy.cli.terminal.Palette;
import dev.seaworthy.cli.terminal.Printable;
import dev.seaworthy.cli.terminal.Wrapped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Consumer;

/** Lines of text within a width. Text goes in as {@link Styled}, so none reaches out unescaped. */
final class TablePage {
  /** Text that is safe to show: escaped first, coloured after. */
  record Styled(String text) {
    Styled and(Styled more) {
      return new Styled(text + more.text);
    }
  }

  private final Presentation presentation;
  private final Appendable out;

  TablePage(Presentation presentation, Appendable out) {
    this.presentation = presentation;
    this.out = out;
  }

  /** Has {@code content} fill a page. */
  static void write(Presentation presentation, Appendable out, Consumer<TablePage> content)
      throws IOException {
    try {
      content.accept(new TablePage(presentation, out));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  Presentation presentation() {
    return presentation;
  }

  Palette palette() {
    return presentation.palette();
  }

  Styled plain(String text) {
    return new Styled(Printable.of(text));
  }

  Styled bold(String text) {
    return new Styled(palette().bold(Printable.of(text)));
  }

  Styled faint(String text) {
    return new Styled(palette().faint(Printable.of(text)));
  }

  void blank() {
    append("\n");
  }

  void line(int indent, Styled styled) {
    append(" ".repeat(indent) + styled.text() + "\n");
  }

  /** {@code text}, wrapped, behind {@code lead} and aligned with its end. */
  void paragraph(int indent, Styled lead, int leadWidth, String text) {
    int start = indent + leadWidth;
    List<String> lines =
        Wrapped.lines(Printable.of(text), Math.max(20, presentation.columns() - start));
    append(" ".repeat(indent) + lead.text() + lines.get(0) + "\n");
    lines.stream().skip(1).forEach(line -> append(" ".repeat(start) + line + "\n"));
  }

  private void append(String text) {
    try {
      out.append(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
