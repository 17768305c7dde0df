package dev.seaworthy.cli.format;

import dev.seaworthy.cli.gate.StandingReport;
import dev.seaworthy.cli.gate.Want;
import dev.seaworthy.engine.gate.Discounted;
import dev.seaworthy.engine.gate.StageState;
import dev.seaworthy.engine.policy.Status;
import dev.seaworthy.engine.seal.SealedVerdict;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** All stages of a release as one page, without script. */
public final class StandingHtml {
  private final HtmlPage page;

  private StandingHtml(HtmlPage page) {
    this.page = page;
  }

  public static void write(StandingReport report, Appendable out) throws IOException {
    String name = report.candidate().name() + " " + report.candidate().version();
    HtmlPage.write(name + ": stages", out, page -> new StandingHtml(page).write(name, report));
  }

  private void write(String name, StandingReport report) throws IOException {
    line("<main><h1>" + text(name) + "</h1>");
    line(
        "<p class=\"soft\">candidate <code>%s</code><br>as of %s%s</p>"
            .formatted(
                text(report.candidate().digest().toString()),
                HtmlText.time(report.question().now()),
                report.question().timeChosen()
                    ? ", a time that was chosen: this is a rehearsal"
                    : ""));
    answer(report);
    stages(report);
    discounted(report.discounted());
    line("</main>");
  }

  private void answer(StandingReport report) throws IOException {
    Status status = report.standing().status();
    line(
        "<p class=\"answer %s\"><strong>%s</strong>: %s</p>"
            .formatted(
                status.id(),
                status.id().toUpperCase(Locale.ROOT),
                status == Status.PASS ? "the release may sail" : "the release may not sail"));
    Optional<Want> next = report.next();
    if (next.isPresent()) {
      line(
          "<p><strong>Blocks:</strong> %s<br><span class=\"soft\">who:</span> %s<br><span class=\"soft\">how:</span> %s</p>"
              .formatted(
                  prose(next.get().what()), prose(next.get().who()), prose(next.get().how())));
    }
    Optional<StageState> expiring = report.standing().nextToExpire();
    if (expiring.isPresent()) {
      line(
          "<p><strong>Expires next:</strong> stage <code>%s</code>, at %s</p>"
              .formatted(
                  expiring.get().stage().id(),
                  HtmlText.time(expiring.get().ruling().orElseThrow().claim().validUntil())));
    }
  }

  private void stages(StandingReport report) throws IOException {
    line("<h2 id=\"stages\">Stages</h2>");
    page.beginTable(
        "stages", "Stage", "Gate", "Judged at", "Holds until", "Sealed by", "Waits for");
    for (StageState stage : report.standing().stages()) {
      stage(stage, report.want(stage));
    }
    page.endTable();
  }

  private void stage(StageState stage, Optional<Want> want) throws IOException {
    line("<tr><th scope=\"row\">" + stage.stage().id() + "</th>");
    line(
        "<td class=\"%s\">%s %s</td>"
            .formatted(
                stage.state().status().id(),
                HtmlText.sign(stage.state().status()),
                stage.state().id().replace('-', ' ')));
    Optional<SealedVerdict> ruling = stage.ruling();
    line("<td class=\"time\">" + ruling.map(v -> judged(v)).orElse("—") + "</td>");
    line(
        "<td class=\"time\">"
            + ruling.map(v -> HtmlText.time(v.claim().validUntil())).orElse("—")
            + "</td>");
    line("<td class=\"key\">" + ruling.map(v -> text(v.keyId())).orElse("—") + "</td>");
    line("<td>" + want.map(one -> prose(one.what())).orElse("nothing") + "</td></tr>");
  }

  private void discounted(List<Discounted> discounted) throws IOException {
    if (discounted.isEmpty()) {
      return;
    }
    line("<h2 id=\"discounted\">In the store, but does not count</h2>");
    page.beginTable("discounted", "File", "Why", "Mend");
    for (Discounted one : discounted) {
      line(
          "<tr><td class=\"key\">%s</td><td>%s</td><td>%s</td></tr>"
              .formatted(
                  text(one.name()), prose(one.problem().message()), prose(one.problem().fix())));
    }
    page.endTable();
  }

  private static String judged(SealedVerdict verdict) {
    return HtmlText.time(verdict.claim().evaluatedAt())
        + (verdict.timePinned() ? " <span class=\"soft\">(chosen)</span>" : "");
  }

  private static String prose(String text) {
    return HtmlText.prose(text);
  }

  private static String text(String text) {
    return HtmlText.of(text);
  }

  private void line(String html) throws IOException {
    page.line(html);
  }
}
