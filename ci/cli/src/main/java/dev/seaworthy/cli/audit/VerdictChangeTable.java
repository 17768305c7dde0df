package dev.seaworthy.cli.audit;

import dev.seaworthy.cli.terminal.Palette;
import dev.seaworthy.cli.terminal.Printable;
import dev.seaworthy.cli.terminal.Wrapped;
import dev.seaworthy.engine.policy.Status;
import dev.seaworthy.engine.verdict.Cause;
import dev.seaworthy.engine.verdict.Verdict;
import dev.seaworthy.engine.verdict.VerdictChange;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What became of a verdict, for a person at a terminal. */
public final class VerdictChangeTable {
  private static final int INDENT = 4;

  /** Names that a page holds; JSON has them all. */
  private static final int SHOWN = 20;

  private final Palette palette;
  private final int columns;
  private final Appendable out;

  public VerdictChangeTable(Palette palette, int columns, Appendable out) {
    this.palette = palette;
    this.columns = columns;
    this.out = out;
  }

  public void write(VerdictChange change) throws IOException {
    side("before", change.before());
    side("after", change.after());
    line("differs in  " + (change.differing().isEmpty() ? "nothing" : ids(change.differing())));
    Differences differences = Differences.between(change.before(), change.after());
    differences("POLICY BUNDLES", differences.bundles(), true);
    differences("PARAMETERS", differences.parameters(), true);
    differences("EVIDENCE", differences.evidence(), false);
    statuses(change.controls());
    findings("NEWLY FAILING", change.introduced(), true);
    findings("FIXED", change.fixed(), false);
    line("");
    line(
        "%d newly failing, %d fixed, %d unchanged; %d controls ended otherwise"
            .formatted(
                change.introduced().size(),
                change.fixed().size(),
                change.unchanged(),
                change.controls().size()));
  }

  private void side(String name, Verdict verdict) throws IOException {
    line(
        "%-10s  %s %s  %s  as of %s"
            .formatted(
                name,
                Printable.of(verdict.release().candidate().name()),
                Printable.of(verdict.release().candidate().version()),
                status(Optional.of(verdict.status())),
                verdict.evaluatedAt()));
  }

  /**
   * What was added, removed or changed.
   *
   * @param values whether to show them: digests of evidence tell a person nothing
   */
  private void differences(String title, List<Differences.Difference> all, boolean values)
      throws IOException {
    heading(title, all);
    for (Differences.Difference one : all.subList(0, Math.min(all.size(), SHOWN))) {
      String name = Printable.of(one.name());
      if (one.before().isEmpty()) {
        line(palette.added("  + " + name) + (values ? "  " + Printable.of(one.after()) : ""));
      } else if (one.after().isEmpty()) {
        line(palette.removed("  - " + name));
      } else {
        line("  ~ " + name);
        if (values) {
          text(one.before() + " → " + one.after());
        }
      }
    }
    if (all.size() > SHOWN) {
      line("  … and %d more".formatted(all.size() - SHOWN));
    }
  }

  private void statuses(List<VerdictChange.StatusChange> changes) throws IOException {
    heading("CONTROLS", changes);
    for (VerdictChange.StatusChange one : changes) {
      line(
          "  %s  %s → %s  %s"
              .formatted(
                  Printable.of(one.control().id()),
                  status(one.from()),
                  status(one.to()),
                  palette.faint(because(one.causes()))));
    }
  }

  private void findings(String title, List<VerdictChange.FindingChange> findings, boolean mend)
      throws IOException {
    heading(title, findings);
    for (VerdictChange.FindingChange one : findings) {
      line(
          "  %s %s  %s  %s"
              .formatted(
                  palette.severity(one.control().severity(), one.control().severity().id()),
                  Printable.of(one.control().id()),
                  palette.bold(Printable.of(one.finding().subject().toString())),
                  palette.faint(because(one.causes()))));
      text(one.finding().message());
      if (mend) {
        text("mend: " + one.finding().fix());
      }
    }
  }

  private static String because(Collection<Cause> causes) {
    return causes.isEmpty() ? "by several differences" : "by the " + ids(causes);
  }

  private static String ids(Collection<Cause> causes) {
    return causes.stream().map(Cause::id).collect(Collectors.joining(" and "));
  }

  private String status(Optional<Status> status) {
    return status.map(one -> palette.status(one, one.id())).orElse("not judged");
  }

  private void heading(String title, List<?> entries) throws IOException {
    if (!entries.isEmpty()) {
      line("");
      line(palette.bold(title));
    }
  }

  private void text(String text) throws IOException {
    for (String wrapped : Wrapped.lines(Printable.of(text), Math.max(20, columns - INDENT))) {
      line(" ".repeat(INDENT) + wrapped);
    }
  }

  private void line(String text) throws IOException {
    out.append(text).append('\n');
  }
}
