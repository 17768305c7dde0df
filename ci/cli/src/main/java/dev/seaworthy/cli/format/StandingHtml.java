package dev.seaworthy.cli.format;

import dev.seaworthy.cli.gate.StandingReport;
import dev.seaworthy.cli.gate.Want;
import dev.seaworthy.engine.gate.Discounted;
import dev.seaworthy.engine.gate.GateState;
import dev.seaworthy.engine.gate.StageState;
import dev.seaworthy.engine.policy.Status;
import dev.seaworthy.engine.seal.SealedVerdict;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * All stages of a release as one page: no script, nothing loaded, states told by words and not by
 * colour alone, readable in light and dark and by a screen reader.
 */
public final class StandingHtml {
  private static final String STYLE =
      """
      :root { color-scheme: light dark; --ink: #1b1f24; --paper: #fff; --line: #d0d7de;
        --soft: #57606a; --pass: #116329; --fail: #a40e26; --unknown: #7d4e00; }
      @media (prefers-color-scheme: dark) { :root { --ink: #e6edf3; --paper: #0d1117;
        --line: #30363d; --soft: #9da7b1; --pass: #56d364; --fail: #ff8182; --unknown: #e3b341; } }
      body { margin: 2rem auto; max-width: 84rem; padding: 0 1rem; color: var(--ink);
        background: var(--paper); font: 16px/1.5 system-ui, sans-serif; }
      h1 { font-size: 1.5rem; margin-bottom: 0; }
      h2 { font-size: 1.15rem; margin-top: 2rem; }
      code, td.key { font-family: ui-monospace, monospace; font-size: .85em;
        overflow-wrap: anywhere; }
      table { border-collapse: collapse; width: 100%; }
      .wide { overflow-x: auto; }
      th, td { text-align: left; vertical-align: top; padding: .45rem .6rem;
        border-bottom: 1px solid var(--line); }
      .soft { color: var(--soft); }
      .answer { font-size: 1.15rem; border-left: .3rem solid; padding: .2rem .8rem; }
      .pass { color: var(--pass); } .fail { color: var(--fail); } .unknown { color: var(--unknown); }
      td.pass, td.fail, td.unknown { font-weight: 600; white-space: nowrap; }
      td.time { white-space: nowrap; } td.time .soft { display: block; }
      ul { margin: 0; padding-left: 1.1rem; }
      """;

  private final Appendable out;

  private StandingHtml(Appendable out) {
    this.out = out;
  }

  public static void write(StandingReport report, Appendable out) throws IOException {
    new StandingHtml(out).page(report);
  }

  private void page(StandingReport report) throws IOException {
    String name = report.candidate().name() + " " + report.candidate().version();
    line("<!doctype html>");
    line("<html lang=\"en\"><head><meta charset=\"utf-8\">");
    line("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
    line("<title>" + text(name) + ": stages</title>");
    line("<style>\n" + STYLE + "</style></head><body><main>");
    line("<h1>" + text(name) + "</h1>");
    line(
        "<p class=\"soft\">candidate <code>%s</code><br>as of %s%s</p>"
            .formatted(
                text(report.candidate().digest().toString()),
                time(report.question().now().toString()),
                report.question().timeChosen()
                    ? ", a time that was chosen: this is a rehearsal"
                    : ""));
    answer(report);
    stages(report);
    discounted(report.discounted());
    line("</main></body></html>");
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
                  time(expiring.get().ruling().orElseThrow().claim().validUntil().toString())));
    }
  }

  private void stages(StandingReport report) throws IOException {
    line("<h2 id=\"stages\">Stages</h2>");
    line("<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-labelledby=\"stages\"><table>");
    line("<thead><tr><th scope=\"col\">Stage</th><th scope=\"col\">Gate</th>");
    line("<th scope=\"col\">Judged at</th><th scope=\"col\">Holds until</th>");
    line("<th scope=\"col\">Sealed by</th><th scope=\"col\">Waits for</th></tr></thead><tbody>");
    for (StageState stage : report.standing().stages()) {
      stage(stage, report.want(stage));
    }
    line("</tbody></table></div>");
  }

  private void stage(StageState stage, Optional<Want> want) throws IOException {
    line("<tr><th scope=\"row\">" + stage.stage().id() + "</th>");
    line(
        "<td class=\"%s\">%s %s</td>"
            .formatted(
                stage.state().status().id(),
                sign(stage.state()),
                stage.state().id().replace('-', ' ')));
    Optional<SealedVerdict> ruling = stage.ruling();
    line("<td class=\"time\">" + ruling.map(v -> judged(v)).orElse("—") + "</td>");
    line(
        "<td class=\"time\">"
            + ruling.map(v -> time(v.claim().validUntil().toString())).orElse("—")
            + "</td>");
    line("<td class=\"key\">" + ruling.map(v -> text(v.keyId())).orElse("—") + "</td>");
    line("<td>" + want.map(one -> prose(one.what())).orElse("nothing") + "</td></tr>");
  }

  private void discounted(List<Discounted> discounted) throws IOException {
    if (discounted.isEmpty()) {
      return;
    }
    line("<h2 id=\"discounted\">In the store, but does not count</h2>");
    line(
        "<div class=\"wide\" tabindex=\"0\" role=\"region\""
            + " aria-labelledby=\"discounted\"><table>");
    line("<thead><tr><th scope=\"col\">File</th><th scope=\"col\">Why</th>");
    line("<th scope=\"col\">Mend</th></tr></thead><tbody>");
    for (Discounted one : discounted) {
      line(
          "<tr><td class=\"key\">%s</td><td>%s</td><td>%s</td></tr>"
              .formatted(
                  text(one.name()), prose(one.problem().message()), prose(one.problem().fix())));
    }
    line("</tbody></table></div>");
  }

  private static String judged(SealedVerdict verdict) {
    return time(verdict.claim().evaluatedAt().toString())
        + (verdict.timePinned() ? " <span class=\"soft\">(chosen)</span>" : "");
  }

  /** A sign beside the word, for who does not see colours; the word alone is read out. */
  private static String sign(GateState state) {
    String sign =
        switch (state.status()) {
          case PASS, WAIVED, NOT_APPLICABLE -> "✓";
          case FAIL -> "✗";
          case UNKNOWN -> "?";
        };
    return "<span aria-hidden=\"true\">" + sign + "</span>";
  }

  private static String time(String instant) {
    return "<time datetime=\"%s\">%s</time>".formatted(text(instant), text(instant));
  }

  /** Text in which backticks set off names. */
  private static String prose(String text) {
    return text(text).replaceAll("`([^`]*)`", "<code>$1</code>");
  }

  private static String text(String text) {
    return XmlText.of(text);
  }

  private void line(String html) throws IOException {
    out.append(html).append('\n');
  }
}
