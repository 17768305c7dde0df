package dev.seaworthy.cli.format;

import dev.seaworthy.engine.policy.framework.Framework;
import java.io.IOException;
import java.util.List;

/** The frameworks there are, for people. */
public final class FrameworkList {
  private FrameworkList() {}

  public static void write(List<Framework> frameworks, Presentation presentation, Appendable out)
      throws IOException {
    TablePage.write(presentation, out, page -> frameworks.forEach(one -> entry(one, page)));
  }

  private static void entry(Framework framework, TablePage page) {
    page.line(
        0,
        page.bold("%-16s".formatted(framework.name()))
            .and(page.plain("%s %s".formatted(framework.title(), framework.version()))));
    page.line(2, page.plain("of " + framework.date() + ", " + framework.source()));
    page.paragraph(2, page.plain(""), 0, framework.scope());
    page.line(2, page.plain(VerdictWords.counted(framework.requirements().size(), "requirement")));
    page.blank();
  }
}
