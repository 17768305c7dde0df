package dev.seaworthy.cli.format;

import dev.seaworthy.engine.evidence.Evidence;
import dev.seaworthy.engine.evidence.Location;
import dev.seaworthy.engine.json.JsonPath;
import dev.seaworthy.engine.policy.Control;
import dev.seaworthy.engine.policy.Explanation;
import dev.seaworthy.engine.policy.Outcome;
import dev.seaworthy.engine.policy.PolicyBundle;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;

/** Explanations for people. */
public final class ExplanationText {
  /** More pieces of evidence, or places, would push the answer off the screen; JSON has all. */
  private static final int MOST_EVIDENCE = 10;

  private static final int MOST_LOOKS = 20;
  private static final int INDENT = 4;

  private final Presentation presentation;
  private final List<PolicyBundle> bundles;

  /**
   * @param bundles that the controls are of
   */
  public ExplanationText(Presentation presentation, List<PolicyBundle> bundles) {
    this.presentation = presentation;
    this.bundles = List.copyOf(bundles);
  }

  public void write(List<Explanation> explanations, Appendable out) throws IOException {
    TablePage.write(
        presentation,
        out,
        page -> explanations.forEach(explanation -> new Sheet(page, explanation).write()));
  }

  /** One explanation on a page. */
  private final class Sheet {
    private final TablePage page;
    private final Explanation explanation;
    private final Control control;

    Sheet(TablePage page, Explanation explanation) {
      this.page = page;
      this.explanation = explanation;
      this.control = explanation.result().control();
    }

    void write() {
      new TableControls(page).heading(control.stage());
      page.line(
          2,
          page.bold(control.id() + " ")
              .and(
                  new TablePage.Styled(
                      page.palette()
                          .status(
                              explanation.result().status(),
                              VerdictWords.words(explanation.result().status()))))
              .and(page.plain("  " + control.title())));
      entry("policy", control.entrypoint() + ", in " + bundle());
      evidence();
      reasons();
      doubts();
    }

    private String bundle() {
      return bundles.stream()
          .filter(one -> one.name().equals(explanation.result().bundle()))
          .map(one -> "bundle %s %s (%s)".formatted(one.name(), one.version(), one.digest()))
          .collect(Collectors.joining());
    }

    private void evidence() {
      List<Evidence> judged = explanation.judged();
      page.blank();
      page.line(2, page.bold("EVIDENCE").and(page.plain(": %d judged".formatted(judged.size()))));
      judged.stream().limit(MOST_EVIDENCE).forEach(this::evidence);
      if (judged.size() > MOST_EVIDENCE) {
        page.line(INDENT, page.faint("and %d more".formatted(judged.size() - MOST_EVIDENCE)));
      }
    }

    private void evidence(Evidence evidence) {
      page.line(
          INDENT,
          page.plain(
                  "%s  %s  %s"
                      .formatted(
                          place(evidence.locations().locate(JsonPath.ROOT)),
                          evidence.subject(),
                          evidence.kind()))
              .and(page.faint("  " + evidence.digest())));
    }

    private void reasons() {
      int number = 0;
      for (Explanation.Reason reason : explanation.reasons()) {
        number++;
        page.blank();
        page.line(
            2,
            page.bold(
                    "%s %d of %d"
                        .formatted(
                            ExplanationWords.head(explanation, reason),
                            number,
                            explanation.reasons().size()))
                .and(page.plain(": " + reason.finding().message())));
        reason(reason);
      }
      if (explanation.reasons().isEmpty()) {
        none();
      }
    }

    private void none() {
      page.blank();
      if (explanation.result().outcome() instanceof Outcome.Excused excused) {
        entry("excused", "declared not applicable: " + excused.declaration().reason());
        return;
      }
      page.line(2, page.bold("NO FINDING"));
      page.paragraph(INDENT, page.plain(""), 0, "It would fail by any of these rules:");
      control
          .rules()
          .forEach((key, rule) -> entry("rule", "%s: %s".formatted(key, rule.message())));
    }

    private void reason(Explanation.Reason reason) {
      ExplanationWords words = new ExplanationWords(page.presentation(), reason);
      String path = reason.finding().path().readable();
      entry("at", place(reason.finding().location()) + (path.isEmpty() ? "" : "  " + path));
      entry("evidence", reason.evidence().subject() + "  " + reason.evidence().digest());
      Control.Rule rule = control.rules().get(reason.finding().rule());
      if (rule != null) {
        entry("rule", reason.finding().rule() + ": " + rule.message());
      }
      entry("mend", reason.finding().fix());
      List<Explanation.Look> looks = reason.looks();
      looks.stream().limit(MOST_LOOKS).forEach(look -> entry("looked at", words.look(look)));
      if (looks.size() > MOST_LOOKS) {
        entry("", "and %d more places".formatted(looks.size() - MOST_LOOKS));
      }
      reason
          .change()
          .ifPresentOrElse(
              change -> change(change, words),
              () -> entry("change", ExplanationWords.none(reason.tried())));
    }

    private void change(Explanation.Change change, ExplanationWords words) {
      change.edits().forEach(edit -> entry("change", words.edit(edit)));
      entry("", ExplanationWords.left(change));
    }

    private void doubts() {
      Outcome outcome = explanation.result().outcome();
      if (!outcome.doubts().isEmpty() || !explanation.broken().isEmpty()) {
        page.blank();
        page.line(2, page.bold("UNKNOWN"));
        new TableControls(page).problems(outcome.doubts());
        new TableControls(page).problems(explanation.broken());
      }
    }

    private void entry(String name, String text) {
      String lead = name + " ".repeat(Math.max(1, 11 - name.length()));
      page.paragraph(INDENT, page.faint(lead), lead.length(), text);
    }

    private String place(Location location) {
      return page.presentation().place(location);
    }
  }
}
