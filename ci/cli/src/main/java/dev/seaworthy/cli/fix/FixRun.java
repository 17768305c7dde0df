package dev.seaworthy.cli.fix;

import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.cli.check.CheckRequest;
import dev.seaworthy.cli.check.CheckRun;
import dev.seaworthy.cli.check.OutputFile;
import dev.seaworthy.cli.check.Setup;
import dev.seaworthy.cli.descriptor.Diagnostic;
import dev.seaworthy.cli.terminal.Progress;
import dev.seaworthy.engine.policy.Control;
import dev.seaworthy.engine.policy.Finding;
import dev.seaworthy.engine.policy.PolicyException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;

/**
 * Mends what is wrong in files where the remedy is mechanical. What was edited is judged again, in
 * memory: an edit whose finding stays, or that brings about another, is dropped.
 */
public final class FixRun {
  /** Edits that were made together, and why others were not. */
  private static final class Round {
    final Map<String, EditedFile> files = new TreeMap<>();
    final Map<Attempt, Goal> made = new LinkedHashMap<>();
    final Map<Attempt, String> refused = new LinkedHashMap<>();

    private final Path folder;

    private Round(Path folder) {
      this.folder = folder;
    }

    static Round of(List<Attempt> attempts, Path folder) {
      Round round = new Round(folder);
      attempts.forEach(round::make);
      return round;
    }

    private void make(Attempt attempt) {
      try {
        EditedFile file = file(attempt.file());
        made.put(
            attempt,
            file.edit(
                line(attempt),
                attempt.finding().subject(),
                attempt.remedy(),
                attempt.finding().path()));
      } catch (EditRefusedException e) {
        refused.put(attempt, e.reason());
      }
    }

    private EditedFile file(String name) throws EditRefusedException {
      EditedFile known = files.get(name);
      if (known == null) {
        known = EditedFile.read(name, folder);
        files.put(name, known);
      }
      return known;
    }

    /** A finding may point into another file than the one it is about. */
    private static int line(Attempt attempt) {
      boolean own = attempt.finding().location().file().equals(attempt.finding().source().file());
      return own ? attempt.finding().location().line() : 0;
    }

    Map<String, byte[]> contents() {
      Map<String, byte[]> contents = new HashMap<>();
      changed().forEach(file -> contents.put(file.path().toString(), file.content()));
      return contents;
    }

    List<EditedFile> changed() {
      return files.values().stream().filter(EditedFile::isChanged).toList();
    }
  }

  private final Setup setup;
  private final Progress progress;
  private final CheckRequest request;
  private final List<Diagnostic> warnings = new ArrayList<>();
  private List<EditedFile> edited = List.of();
  private List<Attempt> made = List.of();
  private BiPredicate<Control, Finding> wanted = (control, finding) -> true;

  public FixRun(Setup setup, Progress progress, CheckRequest request) {
    this.setup = setup;
    this.progress = progress;
    this.request = request;
  }

  /** Mends these findings and no others. */
  public FixRun only(BiPredicate<Control, Finding> some) {
    wanted = some;
    return this;
  }

  /**
   * Finds the edits; changes no file.
   *
   * @throws ConfigurationException if the request or the descriptor is at fault
   * @throws PolicyException if a bundle is
   */
  public Fixes run() throws ConfigurationException, PolicyException {
    return run(check(Map.of()));
  }

  /**
   * Finds the edits; changes no file.
   *
   * @param first what the request was answered with already
   * @throws ConfigurationException if the request or the descriptor is at fault
   * @throws PolicyException if a bundle is
   */
  public Fixes run(CheckRun.Checked first) throws ConfigurationException, PolicyException {
    warnings.addAll(first.warnings());
    Judged before = Judged.of(first);
    List<Attempt> open =
        before.attempts().stream()
            .filter(one -> wanted.test(one.control(), one.finding()))
            .collect(Collectors.toCollection(ArrayList::new));
    Map<Attempt, String> dropped = new LinkedHashMap<>();
    while (true) {
      Round round = round(open);
      Verification said = verified(round, before);
      if (said.isGood()) {
        dropped.putAll(round.refused);
        return fixes(before, round, dropped);
      }
      Map<Attempt, String> failing =
          said.useless().isEmpty() ? culprits(said.suspicions(), open, before) : said.useless();
      dropped.putAll(failing);
      open.removeAll(failing.keySet());
    }
  }

  /**
   * One edit for each suspicion, found by halves, of all of them at once: the others may be sound,
   * and are tried again without it.
   */
  private Map<Attempt, String> culprits(
      List<Suspicion> suspicions, List<Attempt> open, Judged before)
      throws ConfigurationException, PolicyException {
    List<Suspicion> left = suspicions;
    Set<Attempt> aside = new HashSet<>();
    while (!left.stream().allMatch(Suspicion::isProved)) {
      Set<Attempt> held = new HashSet<>(aside);
      left.forEach(one -> held.addAll(one.secondHalf()));
      List<Attempt> tried = open.stream().filter(one -> !held.contains(one)).toList();
      Set<Attempt> blamed = verified(round(tried), before).blamed();
      List<Suspicion> narrower = new ArrayList<>();
      for (Suspicion one : left) {
        boolean first = blamed.stream().anyMatch(one.firstHalf()::contains);
        if (first) {
          aside.addAll(one.secondHalf());
        }
        narrower.add(one.isProved() ? one : one.narrowed(first));
      }
      left = narrower;
    }
    Map<Attempt, String> culprits = new LinkedHashMap<>();
    left.forEach(one -> culprits.put(one.suspects().get(0), one.reason()));
    return culprits;
  }

  private Round round(List<Attempt> attempts) {
    return Round.of(attempts, request.sources().folder());
  }

  private Verification verified(Round round, Judged before)
      throws ConfigurationException, PolicyException {
    if (round.made.isEmpty()) {
      return Verification.of(List.of(), before, before);
    }
    progress.step("judging %d edited files".formatted(round.changed().size()));
    Judged after = Judged.of(check(round.contents()));
    return Verification.of(List.copyOf(round.made.keySet()), before, after);
  }

  private CheckRun.Checked check(Map<String, byte[]> replaced)
      throws ConfigurationException, PolicyException {
    return new CheckRun(setup, progress, request, replaced).run();
  }

  private Fixes fixes(Judged before, Round round, Map<Attempt, String> dropped) {
    edited = round.changed();
    made = List.copyOf(round.made.keySet());
    return new Fixes(
        edited.stream()
            .map(file -> new Fixes.Changed(file.name(), file.before(), file.after()))
            .toList(),
        round.made.entrySet().stream()
            .map(entry -> entry.getKey().mended(entry.getValue()))
            .toList(),
        dropped.entrySet().stream()
            .sorted(Map.Entry.comparingByKey(Attempt.ORDER))
            .map(entry -> entry.getKey().left(entry.getValue()))
            .toList(),
        before.others(),
        before.doubts(),
        before.hasEvidence());
  }

  /** The edits that {@link #run} found, place by place, in the order of files and lines. */
  public List<Replacement> replacements() {
    Map<Attempt, List<Replacement>> alone = new LinkedHashMap<>();
    made.forEach(attempt -> alone.put(attempt, places(round(List.of(attempt)).changed())));
    return places(edited).stream().map(one -> one.of(identities(one, alone))).toList();
  }

  private static List<Replacement> places(List<EditedFile> files) {
    return files.stream()
        .flatMap(file -> Replacement.all(file.name(), file.before(), file.after()).stream())
        .toList();
  }

  /**
   * The findings whose own edit touches the place.
   *
   * @param alone the places of each edit, made without the others
   */
  private static List<String> identities(Replacement place, Map<Attempt, List<Replacement>> alone) {
    return alone.entrySet().stream()
        .filter(entry -> entry.getKey().file().equals(place.file()))
        .filter(entry -> entry.getValue().stream().anyMatch(place::overlaps))
        .map(Map.Entry::getKey)
        .map(attempt -> attempt.finding().identity(attempt.control()))
        .toList();
  }

  /** What the user should know and the result does not say. */
  public List<Diagnostic> warnings() {
    return List.copyOf(warnings);
  }

  /**
   * Writes the files that {@link #run} changed, each whole or not at all.
   *
   * @throws ConfigurationException if one cannot be written, or is no longer what was judged; those
   *     before it are written
   */
  public void write() throws ConfigurationException {
    for (EditedFile file : edited) {
      requireAsRead(file);
    }
    for (EditedFile file : edited) {
      OutputFile.rewrite(file.path(), file.after().getBytes(StandardCharsets.UTF_8));
    }
  }

  private static void requireAsRead(EditedFile file) throws ConfigurationException {
    boolean same;
    try {
      same = file.isAsRead();
    } catch (IOException | EditRefusedException e) {
      same = false;
    }
    if (!same) {
      throw new ConfigurationException(
          "FILE_CHANGED",
          "`%s` has changed while it was judged, and no file is written".formatted(file.name()),
          "run the command again");
    }
  }
}
