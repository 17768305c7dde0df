package dev.seaworthy.cli.format;

import dev.seaworthy.cli.format.TablePage.Styled;
import dev.seaworthy.engine.evidence.Coverage;
import dev.seaworthy.engine.evidence.Gap;
import dev.seaworthy.engine.policy.Doubt;
import dev.seaworthy.engine.policy.Severity;
import dev.seaworthy.engine.policy.Status;
import dev.seaworthy.engine.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What was not seen, then how much was, and the answer. */
final class TableSummary {
  private static final int NAME_WIDTH = 12;

  /** Skipped files told by name; a folder of pictures should not push the answer off the screen. */
  private static final int SKIPPED_SHOWN = 5;

  private final TablePage page;
  private final Verdict verdict;

  TableSummary(TablePage page, Verdict verdict) {
    this.page = page;
    this.verdict = verdict;
  }

  void write() {
    gaps();
    page.blank();
    page.line(0, page.bold("SUMMARY"));
    entry("controls", controls());
    entry("findings", findings());
    entry("evidence", evidence());
    skipped();
    bundles();
    entry(
        "judged at",
        verdict.evaluatedAt() + (verdict.timePinned() ? " (a time that was chosen)" : ""));
    answer();
  }

  private void gaps() {
    List<Gap> gaps = verdict.snapshot().gaps();
    if (gaps.isEmpty()) {
      return;
    }
    page.blank();
    page.line(0, page.bold("NOT SEEN"));
    new TableControls(page)
        .problems(gaps.stream().map(gap -> new Doubt(gap.problem(), gap.location())).toList());
  }

  private String controls() {
    String counts =
        Stream.of(Status.values())
            .filter(status -> verdict.count(status) > 0)
            .map(status -> verdict.count(status) + " " + VerdictWords.words(status))
            .collect(Collectors.joining(", "));
    return verdict.results().size() + (counts.isEmpty() ? "" : ": " + counts);
  }

  private String findings() {
    List<String> parts = new ArrayList<>();
    int total = 0;
    for (Severity severity : Severity.values()) {
      int count = VerdictWords.findings(verdict, severity);
      total += count;
      if (count > 0) {
        parts.add(count + " " + severity.id());
      }
    }
    long known = VerdictWords.baselined(verdict);
    return total
        + (parts.isEmpty() ? "" : ": " + String.join(", ", parts))
        + (known == 0 ? "" : "; and " + known + " waived in the baseline");
  }

  private String evidence() {
    Coverage coverage = verdict.snapshot().coverage();
    return "%s from %s in %d of %s; %s not seen"
        .formatted(
            VerdictWords.counted(verdict.snapshot().evidence().size(), "item"),
            VerdictWords.counted(coverage.documents(), "document"),
            coverage.filesRead(),
            VerdictWords.counted(coverage.filesFound(), "file"),
            VerdictWords.counted(verdict.snapshot().gaps().size(), "thing"));
  }

  private void skipped() {
    List<Coverage.Skipped> skipped = verdict.snapshot().coverage().skipped();
    if (skipped.isEmpty()) {
      return;
    }
    String shown =
        skipped.stream()
            .limit(SKIPPED_SHOWN)
            .map(one -> page.presentation().file(one.file()) + " (" + one.reason() + ")")
            .collect(Collectors.joining(", "));
    int more = skipped.size() - SKIPPED_SHOWN;
    entry("left aside", shown + (more > 0 ? " and %d more".formatted(more) : ""));
  }

  private void bundles() {
    entry(
        "policies",
        verdict.bundles().stream()
            .filter(Verdict.BundleUse::evaluated)
            .map(use -> use.name() + " " + use.version())
            .collect(Collectors.joining(", ")));
    String unused =
        verdict.bundles().stream()
            .filter(use -> !use.evaluated())
            .map(Verdict.BundleUse::name)
            .collect(Collectors.joining(", "));
    if (!unused.isEmpty()) {
      entry("not judged", unused + " (no evidence for any of their controls)");
    }
  }

  private void answer() {
    Status status = verdict.status();
    Styled answer = new Styled(page.palette().status(status, status.id().toUpperCase(Locale.ROOT)));
    page.line(
        2,
        page.bold(pad("verdict"))
            .and(answer)
            .and(page.plain(": " + VerdictWords.meaning(verdict))));
  }

  private void entry(String name, String text) {
    page.paragraph(2, page.plain(pad(name)), NAME_WIDTH, text.isEmpty() ? "none" : text);
  }

  private static String pad(String name) {
    return name + " ".repeat(Math.max(1, NAME_WIDTH - name.length()));
  }
}
