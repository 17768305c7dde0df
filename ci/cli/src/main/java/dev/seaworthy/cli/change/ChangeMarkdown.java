package dev.seaworthy.cli.change;

import dev.seaworthy.cli.impact.Effect;
import dev.seaworthy.cli.impact.Effects;
import dev.seaworthy.cli.impact.Impact;
import dev.seaworthy.cli.impact.Part;
import dev.seaworthy.cli.waiver.ReviewEntry;
import dev.seaworthy.engine.evidence.Location;
import java.io.IOException;
import java.util.List;
import java.util.function.Function;

/** A change as a comment on a pull request, below the size that forges take. */
public final class ChangeMarkdown {
  /** GitHub takes 65,536 characters of a comment; the rest is for whoever posts it. */
  static final int MAX_CHARACTERS = 60_000;

  /** What follows the tables, and the folds' own words. */
  private static final int RESERVED = 8_000;

  private static final int SHOWN = 20;
  private static final String FINDINGS_HEAD =
      "| severity | place | control | what is wrong | how to mend it |\n| --- | --- | --- | --- | --- |\n";
  private static final String DOUBTS_HEAD =
      "| place | controls | what cannot be judged | how to mend it |\n| --- | --- | --- | --- |\n";
  private static final String RULES_HEAD =
      "| state | place | rule | why | what to do |\n| --- | --- | --- | --- | --- |\n";
  private static final String WAIVERS_HEAD =
      "| state | place | waiver | why | what to do |\n| --- | --- | --- | --- | --- |\n";

  private final StringBuilder text = new StringBuilder();

  private ChangeMarkdown() {}

  /**
   * Writes a comment.
   *
   * @param command that gives the same result on another machine
   */
  public static void write(Change change, String command, Appendable out) throws IOException {
    write(change, command, "", out);
  }

  /**
   * Writes a comment.
   *
   * @param command that gives the same result on another machine
   * @param link to the run, of letters that mean nothing to Markdown; empty where there is none
   */
  public static void write(Change change, String command, String link, Appendable out)
      throws IOException {
    ChangeMarkdown page = new ChangeMarkdown();
    page.text
        .append("### Seaworthy: ")
        .append(ChangeWords.verdict(change))
        .append("\n\n")
        .append(ChangeWords.numbers(change))
        .append(".\n");
    page.findings("Introduced", change.introduced(), false);
    page.mends(change.mends());
    page.doubts(change.newDoubts());
    page.reviewed("Rules altered", RULES_HEAD, change.waivers().rules());
    page.reviewed("Waivers", WAIVERS_HEAD, change.waivers().entries());
    page.impact(change.impact());
    page.findings("Waived by this change", change.waived(), false);
    page.findings("Fixed", change.fixed(), true);
    if (!link.isEmpty()) {
      page.text.append("\n[The run with all of it](").append(link).append(")\n");
    }
    page.end(change, command);
    out.append(page.text);
  }

  private void findings(String heading, List<JudgedFinding> findings, boolean folded) {
    table(heading, FINDINGS_HEAD, findings, ChangeMarkdown::row, folded);
  }

  /** As many as there is room for, folded. */
  private void mends(List<Mend> mends) {
    if (mends.isEmpty()) {
      return;
    }
    text.append("\n<details><summary>Lines that mend them, judged to do so</summary>\n\n");
    int written = 0;
    for (Mend mend : mends) {
      String one =
          Markdown.code(mend.file() + ":" + mend.lines().line()) + "\n\n" + mend.diff() + "\n";
      if (written == SHOWN || text.length() + one.length() > MAX_CHARACTERS - RESERVED) {
        break;
      }
      text.append(one);
      written++;
    }
    int left = mends.size() - written;
    text.append(left == 0 ? "" : left + " more: <code>seaworthy fix</code> shows all.\n\n")
        .append("</details>\n");
  }

  private void doubts(List<JudgedDoubt> doubts) {
    table("Newly unknown", DOUBTS_HEAD, doubts, ChangeMarkdown::row, false);
  }

  private void reviewed(String heading, String head, List<? extends ReviewEntry> entries) {
    table(heading, head, List.<ReviewEntry>copyOf(entries), ChangeMarkdown::row, false);
  }

  private void impact(Impact impact) {
    if (impact.isSilent()) {
      return;
    }
    text.append("\n#### Impact\n");
    for (Part part : impact.parts()) {
      if (part.isEmpty() && part.isComplete()) {
        continue;
      }
      text.append("\n**").append(part.title()).append("**\n\n");
      part.effects().forEach(this::effects);
      if (!part.isComplete()) {
        text.append("- ").append(ChangeWords.incomplete(part)).append(".\n");
      }
    }
  }

  /** The first of them, as many as there is room for. */
  private void effects(Effects effects) {
    int written = 0;
    for (Effect effect : effects.first()) {
      String line = "- " + effect.words(Markdown::code) + "\n";
      if (written == ChangeWords.MOST_EFFECTS
          || text.length() + line.length() > MAX_CHARACTERS - RESERVED) {
        break;
      }
      text.append(line);
      written++;
    }
    if (written < effects.count()) {
      text.append("- ").append(ChangeWords.more(effects, written)).append(".\n");
    }
  }

  private static String row(ReviewEntry entry) {
    return cells(
        entry.state().id(),
        Markdown.code(place(entry.at())),
        Markdown.code(entry.title()),
        Markdown.prose(entry.words()),
        Markdown.prose(entry.fix()));
  }

  private static String row(JudgedFinding judged) {
    return cells(
        judged.control().severity().id(),
        Markdown.code(place(judged.location())),
        Markdown.code(judged.control().id()),
        Markdown.prose(judged.finding().message()),
        Markdown.prose(judged.finding().fix()));
  }

  private static String row(JudgedDoubt judged) {
    return cells(
        Markdown.code(place(judged.doubt().location())),
        Markdown.code(String.join(", ", judged.controls())),
        Markdown.prose(judged.doubt().problem().message()),
        Markdown.prose(judged.doubt().problem().fix()));
  }

  /** Editors and forges point at lines; nobody needs the column in a table. */
  static String place(Location at) {
    return at.line() == 0 ? at.file() : at.file() + ":" + at.line();
  }

  private static String cells(String... cells) {
    return "| " + String.join(" | ", cells) + " |\n";
  }

  private <T> void table(
      String heading, String head, List<T> entries, Function<T, String> row, boolean folded) {
    if (entries.isEmpty()) {
      return;
    }
    int shown = folded ? 0 : Math.min(SHOWN, entries.size());
    text.append("\n#### ").append(heading).append(" (").append(entries.size()).append(")\n");
    int written = 0;
    if (shown > 0) {
      text.append('\n');
      written = rows(head, entries.subList(0, shown), row);
    }
    if (written == shown && shown < entries.size()) {
      String summary = shown == 0 ? "Show them" : "The other " + (entries.size() - shown);
      text.append("\n<details><summary>").append(summary).append("</summary>\n\n");
      written += rows(head, entries.subList(shown, entries.size()), row);
      text.append("\n</details>\n");
    }
    if (written < entries.size()) {
      text.append("\n")
          .append(entries.size() - written)
          .append(" more are left out here; the command below lists all.\n");
    }
  }

  /** As many rows as there is room for; gives their number. */
  private <T> int rows(String head, List<T> entries, Function<T, String> row) {
    int written = 0;
    for (T entry : entries) {
      String line = row.apply(entry);
      if (text.length() + head.length() + line.length() > MAX_CHARACTERS - RESERVED) {
        return written;
      }
      text.append(written == 0 ? head : "").append(line);
      written++;
    }
    return written;
  }

  private void end(Change change, String command) {
    known(change);
    text.append("\n<details><summary>Reproduce it, or ask for a waiver</summary>\n\n")
        .append(Markdown.code(command))
        .append(
            "\n\nA waiver stands in `waivers/*.yaml` or `release.yaml` under `waivers`, with the control, a reason,")
        .append(
            " an owner and a day it ends, at most 90 days ahead; an owner of the file approves it.\n")
        .append("\n</details>\n");
  }

  /** What was unknown before is nobody's task here: on one line, as much as fits. */
  private void known(Change change) {
    if (change.oldDoubts().isEmpty()) {
      return;
    }
    text.append("\n<details><summary>").append(ChangeWords.known(change)).append("</summary>\n\n");
    List<String> known = KnownDoubts.of(change.oldDoubts());
    int listed = 0;
    for (String one : known) {
      if (listed == SHOWN || text.length() + one.length() > MAX_CHARACTERS - RESERVED) {
        break;
      }
      text.append(listed == 0 ? "" : "; ").append(one);
      listed++;
    }
    int left = known.size() - listed;
    text.append(left == 0 ? "" : "; and " + left + " more").append("\n\n</details>\n");
  }
}
