package dev.seaworthy.cli.baseline;

import dev.seaworthy.cli.check.CheckRun;
import dev.seaworthy.cli.descriptor.Baseline;
import dev.seaworthy.cli.descriptor.Diagnostic;
import dev.seaworthy.engine.evidence.Location;
import dev.seaworthy.engine.evidence.Problem;
import dev.seaworthy.engine.policy.Control;
import dev.seaworthy.engine.policy.ControlResult;
import dev.seaworthy.engine.policy.Status;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** What a check had of the entries of a baseline. */
public final class BaselineUse {
  /** How an entry fared. */
  enum State {
    /** The finding is still there. */
    THERE,
    /** The finding is not there any more. */
    GONE,
    /** Nobody looked, or could look, at everything that it may be in. */
    UNDECIDED
  }

  private final Baseline baseline;
  private final CheckRun.Checked checked;
  private final Path folder;
  private final Map<String, ControlResult> results = new HashMap<>();
  private final Set<String> there = new HashSet<>();
  private final Set<String> read = new HashSet<>();

  private BaselineUse(Baseline baseline, CheckRun.Checked checked, Path folder) {
    this.baseline = baseline;
    this.checked = checked;
    this.folder = folder;
  }

  /**
   * Compares.
   *
   * @param folder that the files of the baseline are named from
   * @param names names a file of the verdict from there
   */
  public static BaselineUse of(
      Baseline baseline, CheckRun.Checked checked, Path folder, UnaryOperator<String> names) {
    BaselineUse use = new BaselineUse(baseline, checked, folder);
    for (ControlResult result : checked.verdict().results()) {
      Control control = result.control();
      use.results.put(control.id(), result);
      result.outcome().findings().forEach(one -> use.there.add(one.identity(control)));
      result.outcome().waived().forEach(one -> use.there.add(one.finding().identity(control)));
    }
    checked
        .verdict()
        .snapshot()
        .evidence()
        .forEach(evidence -> use.read.add(names.apply(evidence.source().file())));
    return use;
  }

  /** Compares with a check that was begun in the working directory. */
  public static BaselineUse of(Baseline baseline, CheckRun.Checked checked) {
    return of(baseline, checked, Path.of(""), file -> Places.named(file, checked));
  }

  State state(Baseline.Entry entry) {
    if (there.contains(entry.identity())) {
      return State.THERE;
    }
    ControlResult result = results.get(entry.waiver().control());
    boolean decided =
        result != null
            && result.status() != Status.NOT_APPLICABLE
            && result.outcome().doubts().isEmpty();
    return decided && !isPassedOver(entry.place()) ? State.GONE : State.UNDECIDED;
  }

  /** A file that is there and was not named to the check may hold the finding still. */
  private boolean isPassedOver(String file) {
    return !file.isEmpty() && !read.contains(file) && Files.exists(folder.resolve(file));
  }

  /** What the user should know: entries that have expired, and those of no use. */
  public List<Diagnostic> warnings() {
    List<Diagnostic> warnings = new ArrayList<>();
    List<Baseline.Entry> expired =
        baseline.entries().stream()
            .filter(entry -> !entry.waiver().holdsAt(checked.verdict().evaluatedAt()))
            .toList();
    warning(
            expired,
            "BASELINE_EXPIRED",
            "%s of the baseline expired; what they waived counts again",
            "mend it; what is left needs a waiver or, after a review, a later day")
        .ifPresent(warnings::add);
    List<Baseline.Entry> gone =
        baseline.entries().stream().filter(entry -> state(entry) == State.GONE).toList();
    warning(
            gone,
            "BASELINE_UNUSED",
            "%s of the baseline match nothing any more",
            "take them away: `seaworthy baseline prune`")
        .ifPresent(warnings::add);
    return warnings;
  }

  private Optional<Diagnostic> warning(
      List<Baseline.Entry> entries, String code, String message, String fix) {
    if (entries.isEmpty()) {
      return Optional.empty();
    }
    Baseline.Entry first = entries.get(0);
    String count = entries.size() + (entries.size() == 1 ? " entry" : " entries");
    return Optional.of(
        new Diagnostic(
            Diagnostic.Level.WARNING,
            new Location(baseline.file(), first.at().line(), first.at().column()),
            new Problem(code, message.formatted(count), fix)));
  }
}
