package dev.seaworthy.cli.change;

import dev.seaworthy.cli.impact.Effect;
import dev.seaworthy.cli.impact.Effects;
import dev.seaworthy.cli.impact.Impact;
import dev.seaworthy.cli.impact.Part;
import dev.seaworthy.cli.terminal.Palette;
import dev.seaworthy.cli.terminal.Printable;
import dev.seaworthy.cli.terminal.Wrapped;
import dev.seaworthy.cli.waiver.ReviewEntry;
import dev.seaworthy.engine.evidence.Problem;
import java.io.IOException;
import java.util.List;

/** A change for a person at a terminal. */
public final class ChangeTable {
  private static final int INDENT = 4;

  private final Palette palette;
  private final int columns;
  private final Appendable out;

  public ChangeTable(Palette palette, int columns, Appendable out) {
    this.palette = palette;
    this.columns = columns;
    this.out = out;
  }

  public void write(Change change) throws IOException {
    line(palette.bold(ChangeWords.verdict(change)));
    line(change.base() + " → " + change.head());
    findings("INTRODUCED", change.introduced(), true);
    findings("FIXED", change.fixed(), false);
    findings("WAIVED BY THIS CHANGE", change.waived(), false);
    doubts(change.newDoubts());
    reviewed("RULES ALTERED", change.waivers().rules());
    reviewed("WAIVERS", change.waivers().entries());
    impact(change.impact());
    line("");
    line(ChangeWords.numbers(change));
    if (!change.oldDoubts().isEmpty()) {
      line(ChangeWords.known(change));
    }
  }

  private void findings(String heading, List<JudgedFinding> findings, boolean mend)
      throws IOException {
    heading(heading, findings);
    for (JudgedFinding judged : findings) {
      String severity = judged.control().severity().id();
      line(
          "  %s %s  %s  %s"
              .formatted(
                  palette.severity(judged.control().severity(), severity),
                  Printable.of(judged.control().id()),
                  palette.bold(Printable.of(judged.location().toString())),
                  palette.faint(Printable.of(judged.finding().subject().toString()))));
      text(judged.finding().message());
      if (mend) {
        text("mend: " + judged.finding().fix());
      }
    }
  }

  private void doubts(List<JudgedDoubt> doubts) throws IOException {
    heading("NEWLY UNKNOWN", doubts);
    for (JudgedDoubt judged : doubts) {
      Problem problem = judged.doubt().problem();
      line(
          "  %s  %s"
              .formatted(
                  palette.bold(Printable.of(judged.doubt().location().toString())),
                  Printable.of(String.join(", ", judged.controls())))
              .stripTrailing());
      text(problem.message());
      text("mend: " + problem.fix());
    }
  }

  private void reviewed(String heading, List<? extends ReviewEntry> entries) throws IOException {
    heading(heading, entries);
    for (ReviewEntry entry : entries) {
      line(
          "  %s  %s  %s"
              .formatted(
                  entry.state().id(),
                  palette.bold(Printable.of(entry.at().toString())),
                  Printable.of(entry.title()))
              .stripTrailing());
      text(entry.words());
      if (!entry.fix().isEmpty()) {
        text("mend: " + entry.fix());
      }
    }
  }

  private void impact(Impact impact) throws IOException {
    if (impact.isSilent()) {
      return;
    }
    line("");
    line(palette.bold("IMPACT"));
    for (Part part : impact.parts()) {
      if (!part.isEmpty() || !part.isComplete()) {
        line("  " + part.title());
      }
      for (Effects effects : part.effects()) {
        for (Effect effect : effects.first().stream().limit(ChangeWords.MOST_EFFECTS).toList()) {
          text(effects.sign() + " " + effect.words(name -> "`" + name + "`"));
        }
        if (effects.count() > ChangeWords.MOST_EFFECTS) {
          text(effects.sign() + " " + ChangeWords.more(effects, ChangeWords.MOST_EFFECTS));
        }
      }
      if (!part.isComplete()) {
        text(ChangeWords.incomplete(part));
      }
    }
  }

  private void heading(String heading, List<?> entries) throws IOException {
    if (!entries.isEmpty()) {
      line("");
      line(palette.bold(heading));
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
