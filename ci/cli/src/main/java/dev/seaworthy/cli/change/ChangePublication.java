package dev.seaworthy.cli.change;

import dev.seaworthy.cli.forge.Annotation;
import dev.seaworthy.cli.forge.Publication;
import dev.seaworthy.cli.forge.Publisher;
import dev.seaworthy.cli.forge.Remark;
import dev.seaworthy.cli.git.ChangedLines;
import dev.seaworthy.engine.evidence.Location;
import dev.seaworthy.engine.policy.Severity;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/** A change as a forge tells it. */
public final class ChangePublication {
  /** Beyond these a reader does not read remarks but the comment. */
  private static final int MOST_REMARKS = 20;

  private final Change change;
  private final ChangedLines changed;
  private final IntFunction<Optional<String>> suggestion;
  private final Set<Mend> offered = new HashSet<>();

  /**
   * A publication.
   *
   * @param suggestion language of the block that offers lines, by the number of lines above the
   *     last; empty where the forge has none
   */
  public ChangePublication(
      Change change, ChangedLines changed, IntFunction<Optional<String>> suggestion) {
    this.change = change;
    this.changed = changed;
    this.suggestion = suggestion;
  }

  /** The files that remarks may be about. */
  public static Set<String> files(Change change) {
    return change.introduced().stream()
        .map(judged -> judged.location().file())
        .collect(Collectors.toSet());
  }

  /**
   * What is told.
   *
   * @param name of the check
   * @param passed whether the change may go on
   * @param comment in Markdown
   * @param link where the run can be read
   */
  public Publication of(String name, boolean passed, String comment, String link) {
    return new Publication(
        name,
        change.head(),
        passed,
        ChangeWords.verdict(change),
        comment,
        link,
        remarks(),
        change.introduced().stream().map(ChangePublication::annotation).toList(),
        change.introduced().stream().map(ChangePublication::key).collect(Collectors.toSet()),
        Optional.empty());
  }

  private List<Remark> remarks() {
    List<Remark> remarks = new ArrayList<>();
    for (JudgedFinding judged : change.introduced()) {
      if (remarks.size() < MOST_REMARKS) {
        remark(judged).ifPresent(remarks::add);
      }
    }
    return remarks;
  }

  /** On the lines that mend it, where the change touches all of them, or else on its own. */
  private Optional<Remark> remark(JudgedFinding judged) {
    Location at = judged.location();
    Optional<Mend> mend = Mend.of(change.mends(), judged).stream().findFirst();
    Optional<Mend> here = mend.filter(this::isChanged).filter(offered::add);
    if (here.isPresent()) {
      Mend one = here.get();
      int extra = one.lines().endLine() - one.lines().line();
      String block = suggestion.apply(extra).map(one::block).orElseGet(one::diff);
      return Optional.of(
          new Remark(
              key(judged),
              one.file(),
              one.lines().line(),
              one.lines().endLine(),
              body(judged) + "\n" + block));
    }
    return changed.contains(at.file(), at.line(), at.line())
        ? Optional.of(new Remark(key(judged), at.file(), at.line(), at.line(), body(judged)))
        : Optional.empty();
  }

  private boolean isChanged(Mend mend) {
    return changed.contains(mend.file(), mend.lines().line(), mend.lines().endLine());
  }

  private static String body(JudgedFinding judged) {
    return "%s\n**%s** %s: %s\n\n%s\n"
        .formatted(
            Publisher.marker(key(judged)),
            judged.control().severity().id(),
            Markdown.code(judged.control().id()),
            Markdown.prose(judged.finding().message()),
            Markdown.prose(judged.finding().fix()));
  }

  private static String key(JudgedFinding judged) {
    return judged.control().id() + ":" + judged.finding().fingerprint();
  }

  private static Annotation annotation(JudgedFinding judged) {
    return new Annotation(
        judged.location().file(),
        judged.location().line(),
        judged.control().severity().isAtLeast(Severity.HIGH),
        judged.control().id() + ": " + judged.finding().message(),
        judged.finding().message() + "\n" + judged.finding().fix());
  }
}
