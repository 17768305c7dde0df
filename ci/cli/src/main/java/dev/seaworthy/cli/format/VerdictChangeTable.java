package dev.seaworthy.cli.format;

import dev.seaworthy.cli.format.TablePage.Styled;
import dev.seaworthy.cli.terminal.Printable;
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

  private final TablePage page;

  private VerdictChangeTable(TablePage page) {
    this.page = page;
  }

  public static void write(VerdictChange change, Presentation presentation, Appendable out)
      throws IOException {
    TablePage.write(presentation, out, page -> new VerdictChangeTable(page).write(change));
  }

  private void write(VerdictChange change) {
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
    page.blank();
    line(
        "%d newly failing, %d fixed, %d unchanged; %d controls ended otherwise"
            .formatted(
                change.introduced().size(),
                change.fixed().size(),
                change.unchanged(),
                change.controls().size()));
  }

  private void side(String name, Verdict verdict) {
    page.line(
        0,
        page.plain(
                "%-10s  %s %s  "
                    .formatted(
                        name,
                        verdict.release().candidate().name(),
                        verdict.release().candidate().version()))
            .and(status(Optional.of(verdict.status())))
            .and(page.plain("  as of " + verdict.evaluatedAt())));
  }

  /**
   * What was added, removed or changed.
   *
   * @param values whether to show them: digests of evidence tell a person nothing
   */
  private void differences(String title, List<Differences.Difference> all, boolean values) {
    heading(title, all);
    all.stream().limit(SHOWN).forEach(one -> difference(one, values));
    if (all.size() > SHOWN) {
      line("  … and %d more".formatted(all.size() - SHOWN));
    }
  }

  private void difference(Differences.Difference one, boolean values) {
    String name = Printable.of(one.name());
    if (one.before().isEmpty()) {
      Styled added = new Styled(page.palette().added("  + " + name));
      page.line(0, values ? added.and(page.plain("  " + one.after())) : added);
    } else if (one.after().isEmpty()) {
      page.line(0, new Styled(page.palette().removed("  - " + name)));
    } else {
      line("  ~ " + one.name());
      if (values) {
        text(one.before() + " → " + one.after());
      }
    }
  }

  private void statuses(List<VerdictChange.StatusChange> changes) {
    heading("CONTROLS", changes);
    for (VerdictChange.StatusChange one : changes) {
      page.line(
          2,
          page.plain(one.control().id() + "  ")
              .and(status(one.from()))
              .and(page.plain(" → "))
              .and(status(one.to()))
              .and(page.plain("  "))
              .and(because(one.causes())));
    }
  }

  private void findings(String title, List<VerdictChange.FindingChange> findings, boolean mend) {
    heading(title, findings);
    for (VerdictChange.FindingChange one : findings) {
      String severity = one.control().severity().id();
      page.line(
          2,
          new Styled(page.palette().severity(one.control().severity(), severity))
              .and(page.plain(" " + one.control().id() + "  "))
              .and(page.bold(one.finding().subject().toString()))
              .and(page.plain("  "))
              .and(because(one.causes())));
      text(one.finding().message());
      if (mend) {
        text("mend: " + one.finding().fix());
      }
    }
  }

  private Styled because(Collection<Cause> causes) {
    return page.faint(causes.isEmpty() ? "by several differences" : "by the " + ids(causes));
  }

  private static String ids(Collection<Cause> causes) {
    return causes.stream().map(Cause::id).collect(Collectors.joining(" and "));
  }

  private Styled status(Optional<Status> status) {
    return new Styled(status.map(one -> page.palette().status(one, one.id())).orElse("not judged"));
  }

  private void heading(String title, List<?> entries) {
    if (!entries.isEmpty()) {
      page.blank();
      page.line(0, page.bold(title));
    }
  }

  private void text(String text) {
    page.paragraph(INDENT, page.plain(""), 0, text);
  }

  private void line(String text) {
    page.line(0, page.plain(text));
  }
}
