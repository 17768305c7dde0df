package dev.seaworthy.cli.format;

import dev.seaworthy.engine.evidence.Evidence;
import dev.seaworthy.engine.json.JsonPath;
import dev.seaworthy.engine.policy.Control;
import dev.seaworthy.engine.policy.Doubt;
import dev.seaworthy.engine.policy.Explanation;
import dev.seaworthy.engine.policy.Outcome;
import dev.seaworthy.engine.policy.PolicyBundle;
import dev.seaworthy.engine.verdict.Verdict;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** Explanations as a page that stands alone; it says what the text says, of everything. */
public final class ExplanationHtml {
  private final Presentation presentation;
  private final Verdict verdict;
  private final List<PolicyBundle> bundles;

  /**
   * @param bundles that the controls are of
   */
  public ExplanationHtml(Presentation presentation, Verdict verdict, List<PolicyBundle> bundles) {
    this.presentation = presentation;
    this.verdict = verdict;
    this.bundles = List.copyOf(bundles);
  }

  public void write(List<Explanation> explanations, Appendable out) throws IOException {
    String id = explanations.isEmpty() ? "" : explanations.get(0).result().control().id();
    HtmlPage.write(
        id + ": why it ended so",
        List.of("report.css"),
        List.of(),
        out,
        page -> write(id, explanations, page));
  }

  private void write(String id, List<Explanation> explanations, HtmlPage page) throws IOException {
    page.line("<header><h1>" + HtmlText.of(id) + ": why it ended so</h1>");
    page.line(
        "<p class=\"soft\">candidate %s<br>judged at %s</p></header><main>"
            .formatted(
                HtmlText.code(verdict.release().candidate().digest().toString()),
                HtmlText.time(verdict.evaluatedAt())));
    try {
      for (int i = 0; i < explanations.size(); i++) {
        new Sheet(page, explanations.get(i), i).write();
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    page.line("</main>");
  }

  /** One explanation on the page. */
  private final class Sheet {
    private final HtmlPage page;
    private final Explanation explanation;
    private final Control control;
    private final int number;

    Sheet(HtmlPage page, Explanation explanation, int number) {
      this.page = page;
      this.explanation = explanation;
      this.control = explanation.result().control();
      this.number = number;
    }

    void write() throws IOException {
      String status = explanation.result().status().id();
      page.line(
          "<h2><span class=\"badge %s\">%s %s</span> %s</h2>"
              .formatted(
                  status,
                  HtmlText.sign(explanation.result().status()),
                  VerdictWords.words(explanation.result().status()),
                  HtmlText.prose(control.title())));
      page.line("<p>" + HtmlText.prose(control.description()) + "</p>");
      bundles.stream()
          .filter(one -> one.name().equals(explanation.result().bundle()))
          .map(
              one ->
                  "<p class=\"soft\">policy %s of bundle %s %s (%s)</p>"
                      .formatted(
                          HtmlText.code(control.entrypoint()),
                          HtmlText.of(one.name()),
                          HtmlText.of(one.version()),
                          one.digest()))
          .forEach(this::line);
      reasons();
      doubts("Not decided", explanation.result().outcome().doubts());
      doubts("Not explained", explanation.broken());
      evidence();
    }

    private void reasons() {
      int at = 0;
      for (Explanation.Reason reason : explanation.reasons()) {
        at++;
        line(
            "<article class=\"control\"><h3>%s %d of %d: %s</h3>"
                .formatted(
                    ExplanationWords.head(explanation, reason).toLowerCase(Locale.ROOT),
                    at,
                    explanation.reasons().size(),
                    HtmlText.prose(reason.finding().message())));
        reason(reason);
        line("</article>");
      }
      if (explanation.reasons().isEmpty()) {
        none();
      }
    }

    private void none() {
      if (explanation.result().outcome() instanceof Outcome.Excused excused) {
        paragraph("Declared not applicable: " + HtmlText.prose(excused.declaration().reason()));
        return;
      }
      paragraph("No finding. It would fail by any of these rules:");
      list(
          List.copyOf(control.rules().entrySet()),
          rule -> HtmlText.code(rule.getKey()) + ": " + HtmlText.prose(rule.getValue().message()));
    }

    private void reason(Explanation.Reason reason) {
      ExplanationWords words = new ExplanationWords(presentation, reason);
      String path = reason.finding().path().readable();
      paragraph(
          HtmlText.code(presentation.place(reason.finding().location()))
              + (path.isEmpty() ? "" : " at " + HtmlText.code(path)));
      Control.Rule rule = control.rules().get(reason.finding().rule());
      if (rule != null) {
        paragraph(
            "<strong>Rule</strong> %s: %s"
                .formatted(HtmlText.code(reason.finding().rule()), HtmlText.prose(rule.message())));
      }
      paragraph(
          "<strong>Evidence</strong> %s, %s"
              .formatted(
                  HtmlText.of(reason.evidence().subject().toString()),
                  HtmlText.code(reason.evidence().digest().toString())));
      paragraph("<strong>Mend:</strong> " + HtmlText.prose(reason.finding().fix()));
      line("<h4>What decided it</h4>");
      list(reason.looks(), look -> HtmlText.code(words.look(look)));
      line("<h4>The smallest change found that would change it</h4>");
      reason
          .change()
          .ifPresentOrElse(
              change -> {
                list(change.edits(), edit -> HtmlText.code(words.edit(edit)));
                paragraph(ExplanationWords.left(change) + ".");
              },
              () -> paragraph(ExplanationWords.none(reason.tried()) + "."));
    }

    private void doubts(String heading, List<Doubt> doubts) {
      if (!doubts.isEmpty()) {
        line("<h3>" + heading + "</h3>");
        list(
            doubts,
            doubt ->
                HtmlText.prose(doubt.problem().message())
                    + "<br><strong>Mend:</strong> "
                    + HtmlText.prose(doubt.problem().fix()));
      }
    }

    private void evidence() throws IOException {
      String id = "evidence-" + number;
      page.line(
          "<h3 id=\"%s\">Evidence it was given (%d)</h3>"
              .formatted(id, explanation.judged().size()));
      page.beginTable(id, "Place", "About", "Kind", "SHA-256");
      for (Evidence one : explanation.judged()) {
        page.line(
            "<tr><td class=\"key\">%s</td><td>%s</td><td class=\"key\">%s</td><td class=\"key\">%s</td></tr>"
                .formatted(
                    HtmlText.of(presentation.place(one.locations().locate(JsonPath.ROOT))),
                    HtmlText.of(one.subject().toString()),
                    HtmlText.of(one.kind()),
                    one.digest()));
      }
      page.endTable();
    }

    private <T> void list(List<T> items, Function<T, String> html) {
      line("<ul>");
      items.forEach(item -> line("<li>" + html.apply(item) + "</li>"));
      line("</ul>");
    }

    private void paragraph(String html) {
      line("<p>" + html + "</p>");
    }

    private void line(String html) {
      try {
        page.line(html);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
