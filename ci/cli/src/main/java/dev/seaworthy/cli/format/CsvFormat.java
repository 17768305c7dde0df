package dev.seaworthy.cli.format;

import dev.seaworthy.cli.terminal.Printable;
import dev.seaworthy.engine.evidence.Location;
import dev.seaworthy.engine.policy.Control;
import dev.seaworthy.engine.policy.ControlResult;
import dev.seaworthy.engine.policy.Doubt;
import dev.seaworthy.engine.policy.Finding;
import dev.seaworthy.engine.policy.Outcome;
import dev.seaworthy.engine.verdict.Verdict;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * CSV (RFC 4180) for spreadsheets: a line for each finding, waived finding and doubt, and one for
 * each control that has none.
 */
final class CsvFormat implements TextFormat {
  private static final List<String> COLUMNS =
      List.of(
          "control",
          "title",
          "bundle",
          "stage",
          "severity",
          "status",
          "entry",
          "rule",
          "kind",
          "namespace",
          "name",
          "file",
          "line",
          "column",
          "path",
          "message",
          "fix",
          "note",
          "fingerprint");

  /** What spreadsheets take for the begin of a formula, in their wide forms too. */
  private static final String FORMULA = "=+-@\uff1d\uff0b\uff0d\uff20";

  @Override
  public String name() {
    return "csv";
  }

  @Override
  public void write(Report report, Presentation presentation, Appendable out) throws IOException {
    Verdict verdict = report.verdict();
    line(COLUMNS, out);
    for (ControlResult result : verdict.results()) {
      write(result, presentation, out);
    }
  }

  private static void write(ControlResult result, Presentation presentation, Appendable out)
      throws IOException {
    Outcome outcome = result.outcome();
    for (Finding finding : outcome.findings()) {
      line(result, finding("finding", finding, "", presentation), out);
    }
    for (Outcome.WaivedFinding waived : outcome.waived()) {
      String note = "waived " + waived.waiver().words();
      line(result, finding("waived", waived.finding(), note, presentation), out);
    }
    for (Doubt doubt : outcome.doubts()) {
      line(result, doubt(doubt, presentation), out);
    }
    if (outcome.isSilent()) {
      String note =
          outcome instanceof Outcome.Excused excused ? excused.declaration().reason() : "";
      line(result, List.of("", "", "", "", "", "", "", "", "", "", "", note, ""), out);
    }
  }

  private static List<String> finding(
      String entry, Finding finding, String note, Presentation presentation) {
    Location at = finding.location();
    return List.of(
        entry,
        finding.rule(),
        finding.subject().kind(),
        finding.subject().namespace(),
        finding.subject().name(),
        presentation.file(at),
        number(at.line()),
        number(at.column()),
        finding.path().pointer(),
        finding.message(),
        finding.fix(),
        note,
        finding.fingerprint());
  }

  private static List<String> doubt(Doubt doubt, Presentation presentation) {
    Location at = doubt.location();
    return List.of(
        "unknown",
        doubt.problem().code(),
        "",
        "",
        "",
        presentation.file(at),
        number(at.line()),
        number(at.column()),
        "",
        doubt.problem().message(),
        doubt.problem().fix(),
        "",
        "");
  }

  private static String number(int number) {
    return number == 0 ? "" : Integer.toString(number);
  }

  private static void line(ControlResult result, List<String> entry, Appendable out)
      throws IOException {
    Control control = result.control();
    List<String> cells = new ArrayList<>();
    cells.add(control.id());
    cells.add(control.title());
    cells.add(result.bundle());
    cells.add(control.stage().id());
    cells.add(control.severity().id());
    cells.add(result.status().id());
    cells.addAll(entry);
    line(cells, out);
  }

  /** One line of cells. */
  static void line(List<String> cells, Appendable out) throws IOException {
    out.append(cells.stream().map(CsvFormat::cell).collect(Collectors.joining(",")));
    out.append("\r\n");
  }

  /** An apostrophe makes a spreadsheet take a cell for text. */
  static String cell(String text) {
    String safe = Printable.of(text);
    String begin = safe.stripLeading();
    if (!begin.isEmpty() && FORMULA.indexOf(begin.charAt(0)) >= 0) {
      safe = "'" + safe;
    }
    boolean plain = safe.indexOf(',') < 0 && safe.indexOf('"') < 0 && safe.equals(safe.strip());
    return plain ? safe : '"' + safe.replace("\"", "\"\"") + '"';
  }
}
