package dev.seaworthy.cli.format;

import dev.seaworthy.cli.framework.AssessedRelease;
import dev.seaworthy.cli.terminal.Printable;
import dev.seaworthy.engine.policy.framework.Coverage;
import dev.seaworthy.engine.policy.framework.Framework;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;

/** What a verdict says of a framework, as rows: CSV (RFC 4180) and Markdown. */
public final class CoverageRows {
  private static final List<String> COLUMNS =
      List.of("framework", "version", "requirement", "about", "standing", "controls", "missing");

  private CoverageRows() {}

  /** A line for each requirement, under one header. */
  public static void csv(Coverage coverage, Appendable out) throws IOException {
    CsvFormat.line(COLUMNS, out);
    Framework framework = coverage.framework();
    for (Coverage.Row row : coverage.rows()) {
      CsvFormat.line(
          List.of(
              framework.name(),
              framework.version(),
              row.requirement().id(),
              row.requirement().about(),
              row.standing().id(),
              CoverageWords.answers(row),
              String.join("; ", row.missing())),
          out);
    }
  }

  /** A page with the counts and a table of all requirements. */
  public static void markdown(Coverage coverage, AssessedRelease release, Appendable out)
      throws IOException {
    Framework framework = coverage.framework();
    out.append(
        "# %s %s\n\n%s. Its publisher has it at <%s>.\n\n"
            .formatted(
                text(framework.title()),
                text(framework.version()),
                text(framework.scope()),
                framework.source().replaceAll("[\\s<>]", "")));
    out.append(
        "Release %s, candidate `%s`; verdict `%s`, judged at %s, valid until %s.\n\n"
            .formatted(
                text(release.candidate()),
                release.digest(),
                release.status(),
                release.evaluatedAt(),
                release.validUntil()));
    out.append("| standing | requirements | |\n| --- | ---: | --- |\n");
    for (var count : coverage.counts().entrySet()) {
      out.append(
          "| %s | %d | %s |\n"
              .formatted(
                  CoverageWords.of(count.getKey()),
                  count.getValue(),
                  CoverageWords.meaning(count.getKey())));
    }
    out.append("\n%s\n\n".formatted(CoverageWords.CAUTION));
    out.append("| requirement | about | standing | controls | missing |\n");
    out.append("| --- | --- | --- | --- | --- |\n");
    for (Coverage.Row row : coverage.rows()) {
      out.append(line(row));
    }
  }

  private static String line(Coverage.Row row) {
    return "| %s | %s | %s | %s | %s |\n"
        .formatted(
            text(row.requirement().id()),
            text(row.requirement().about()),
            CoverageWords.of(row.standing()),
            text(CoverageWords.answers(row)),
            CoverageWords.missing(row).stream()
                .map(CoverageRows::text)
                .collect(Collectors.joining("<br>")));
  }

  private static String text(String text) {
    return MarkdownText.of(Printable.of(text));
  }
}
