package dev.seaworthy.cli.change;

import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.cli.baseline.BaselineUse;
import dev.seaworthy.cli.check.CheckRequest;
import dev.seaworthy.cli.check.CheckRun;
import dev.seaworthy.cli.check.Setup;
import dev.seaworthy.cli.check.Sources;
import dev.seaworthy.cli.check.Unheeded;
import dev.seaworthy.cli.check.WaiverFiles;
import dev.seaworthy.cli.descriptor.Baseline;
import dev.seaworthy.cli.descriptor.Diagnostic;
import dev.seaworthy.cli.fix.FixRun;
import dev.seaworthy.cli.git.CommitFolder;
import dev.seaworthy.cli.git.GitRepository;
import dev.seaworthy.cli.impact.Impact;
import dev.seaworthy.cli.impact.ImpactSide;
import dev.seaworthy.cli.terminal.Progress;
import dev.seaworthy.cli.waiver.WaiverReport;
import dev.seaworthy.cli.waiver.WaiverReview;
import dev.seaworthy.engine.evidence.Location;
import dev.seaworthy.engine.evidence.Problem;
import dev.seaworthy.engine.policy.PolicyException;
import dev.seaworthy.engine.policy.Waiver;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Judges both sides of a change. */
public final class ChangeRun {
  /** What there is to judge, or empty where a commit has none of the paths. */
  private record Work(
      CommitFolder files,
      Optional<Sources> sources,
      Optional<Baseline> baseline,
      List<Waiver> kept,
      Unheeded unheeded) {}

  private final Setup setup;
  private final Progress progress;
  private final Function<Sources, CheckRequest> request;
  private final List<Diagnostic> warnings = new ArrayList<>();
  private Optional<String> baseline = Optional.empty();
  private Optional<CheckRun.Checked> judgedHead = Optional.empty();
  private Optional<ImpactSide> judgedBase = Optional.empty();
  private boolean mending;
  private boolean scanning;
  private Optional<String> scan = Optional.empty();
  private WaiverReview review = WaiverReview.unasked();
  private Instant now = Instant.EPOCH;

  /**
   * A run.
   *
   * @param request what is asked of a side; of the same time for both
   */
  public ChangeRun(Setup setup, Progress progress, Function<Sources, CheckRequest> request) {
    this.setup = setup.shared();
    this.progress = progress;
    this.request = request;
  }

  /**
   * Heeds a baseline.
   *
   * @param file from the root of the repository
   * @param time as of which is judged
   */
  public ChangeRun baseline(String file, Instant time) throws ConfigurationException {
    requireInside(List.of(file));
    baseline = Optional.of(file);
    now = time;
    return this;
  }

  /** Has waivers that the change brings reviewed; without it nobody approves them. */
  public ChangeRun reviewing(WaiverReview asked) {
    review = asked;
    return this;
  }

  /** Looks for lines that would mend what is introduced: it costs about one more judging. */
  public ChangeRun mending() {
    mending = true;
    return this;
  }

  /** Has all that is wrong at the head told as SARIF. */
  public ChangeRun scanning() {
    scanning = true;
    return this;
  }

  /** The head as SARIF; empty before it is judged, and where nobody asked. */
  public Optional<String> scan() {
    return scan;
  }

  /**
   * Runs.
   *
   * @param base id of a commit
   * @param head id of a commit
   * @param paths from the root of the repository
   * @throws ConfigurationException if a path is on neither side, or the head's descriptor is at
   *     fault
   * @throws PolicyException if a bundle is
   */
  public Change run(GitRepository repository, String base, String head, List<String> paths)
      throws ConfigurationException, PolicyException {
    requireInside(paths);
    progress.step("reading commit " + base);
    try (CommitFolder before = repository.files(base)) {
      progress.step("reading commit " + head);
      try (CommitFolder after = repository.files(head)) {
        requireThere(paths, before.folder(), after.folder());
        // Of one repository, so that one id is of the same bytes on both sides.
        setup.readings().tell(before.blobs());
        setup.readings().tell(after.blobs());
        Baselines baselines =
            baseline.isPresent()
                ? Baselines.read(baseline.get(), before, after, now)
                : Baselines.none();
        warnings.addAll(baselines.warnings());
        WaiverFiles.Read held = waivers(before, paths);
        WaiverReport waivers =
            review.of(repository, head, after.folder(), held, waivers(after, paths), time(after));
        Work old =
            new Work(
                before,
                sources(before, paths),
                baselines.base(),
                held.kept().stream().map(WaiverFiles.Held::waiver).toList(),
                Unheeded.NOTHING);
        Work work =
            new Work(
                after,
                sources(after, paths),
                baselines.head(),
                waivers.heeded(),
                waivers.unheeded());
        Change change = Change.between(base, before(old), head, after(work));
        Change reviewed =
            change
                .with(judgedHead.map(one -> waivers.used(one.verdict())).orElse(waivers))
                .with(impact(after));
        return mending ? reviewed.with(mends(reviewed, work)) : reviewed;
      }
    }
  }

  /** What the user should know and the comparison does not say. */
  public List<Diagnostic> warnings() {
    return List.copyOf(warnings);
  }

  private static Optional<Sources> sources(CommitFolder files, List<String> paths) {
    List<String> there = there(files, paths);
    return there.isEmpty()
        ? Optional.empty()
        : Optional.of(new Sources(there, Optional.empty(), files.folder()));
  }

  private static List<String> there(CommitFolder files, List<String> paths) {
    return paths.stream().filter(path -> isThere(files.folder(), path)).toList();
  }

  private static WaiverFiles.Read waivers(CommitFolder files, List<String> paths) {
    return WaiverFiles.in(files.folder(), there(files, paths));
  }

  /** As of when is judged: both sides are asked for the same time. */
  private Instant time(CommitFolder files) {
    Sources any = new Sources(List.of("."), Optional.empty(), files.folder());
    return request.apply(any).at().orElseGet(() -> setup.console().clock().instant());
  }

  /** A base that cannot be judged excuses nothing, and must not keep a change from mending it. */
  private Side before(Work work) throws PolicyException {
    try {
      return judged(work);
    } catch (ConfigurationException e) {
      e.diagnostics().forEach(one -> warnings.add(ofBase(named(work.files(), one))));
      return Side.nothing(work.files());
    }
  }

  private Side after(Work work) throws ConfigurationException, PolicyException {
    if (work.sources().isEmpty()) {
      return Side.nothing(work.files());
    }
    try {
      CheckRun.Checked checked = check(work, work.sources().get());
      judgedHead = Optional.of(checked);
      scan = scanning ? Optional.of(HeadScan.of(checked, work.files())) : Optional.empty();
      work.baseline().ifPresent(one -> warnings.addAll(use(one, checked, work).warnings()));
      return Side.of(checked, work.files());
    } catch (ConfigurationException e) {
      throw new ConfigurationException(
          e.diagnostics().stream().map(one -> named(work.files(), one)).toList());
    }
  }

  private Side judged(Work work) throws ConfigurationException, PolicyException {
    if (work.sources().isEmpty()) {
      judgedBase = Optional.of(Side.impact(Optional.empty(), work.files()));
      return Side.nothing(work.files());
    }
    CheckRun.Checked checked = check(work, work.sources().get());
    judgedBase = Optional.of(Side.impact(Optional.of(checked), work.files()));
    return Side.of(checked, work.files());
  }

  /** A base that could not be judged tells nothing of what differs. */
  private Impact impact(CommitFolder after) {
    progress.step("comparing what both commits allow");
    return judgedBase
        .map(side -> Impact.between(side, Side.impact(judgedHead, after)))
        .orElseGet(Impact::unknown);
  }

  private CheckRun.Checked check(Work work, Sources sources)
      throws ConfigurationException, PolicyException {
    return new CheckRun(setup, progress, asked(work, sources)).run();
  }

  private CheckRequest asked(Work work, Sources sources) {
    List<Waiver> waived = work.baseline().map(Baseline::waivers).orElse(List.of());
    return request
        .apply(sources)
        .waiving(Stream.concat(work.kept().stream(), waived.stream()).toList())
        .unheeding(work.unheeded());
  }

  private List<Mend> mends(Change change, Work work)
      throws ConfigurationException, PolicyException {
    if (change.introduced().isEmpty() || judgedHead.isEmpty() || work.sources().isEmpty()) {
      return List.of();
    }
    Set<String> introduced =
        change.introduced().stream().map(JudgedFinding::identity).collect(Collectors.toSet());
    FixRun run =
        new FixRun(setup, progress, asked(work, work.sources().get()))
            .only((control, one) -> introduced.contains(one.identity(control)));
    run.run(judgedHead.get());
    return run.replacements().stream()
        .map(one -> new Mend(work.files().named(one.file()), one))
        .filter(Mend::isPlain)
        .toList();
  }

  private static BaselineUse use(Baseline baseline, CheckRun.Checked checked, Work work) {
    return BaselineUse.of(
        baseline,
        checked,
        work.files().folder(),
        file -> Side.named(file, work.files(), checked.folder()));
  }

  private static Diagnostic ofBase(Diagnostic given) {
    return new Diagnostic(
        Diagnostic.Level.WARNING,
        given.at(),
        new Problem(
            given.problem().code(),
            "the base cannot be judged, so that all findings count as introduced: "
                + given.problem().message(),
            given.problem().fix()));
  }

  private static Diagnostic named(CommitFolder files, Diagnostic given) {
    Location at = given.at();
    return new Diagnostic(
        given.level(),
        new Location(files.named(at.file()), at.line(), at.column()),
        files.named(given.problem()));
  }

  private static void requireInside(List<String> paths) throws ConfigurationException {
    for (String path : paths) {
      Path asPath = Path.of(path);
      if (asPath.isAbsolute() || asPath.normalize().startsWith("..") || path.equals("-")) {
        throw new ConfigurationException(
            "PATH_OUTSIDE",
            "`%s` is no path inside the repository".formatted(path),
            "name it from the root of the repository, such as `deploy/`");
      }
    }
  }

  private static void requireThere(List<String> paths, Path before, Path after)
      throws ConfigurationException {
    for (String path : paths) {
      if (!isThere(before, path) && !isThere(after, path)) {
        throw new ConfigurationException(
            "NO_SUCH_PATH",
            "neither commit has `%s`".formatted(path),
            "check the path; it begins at the root of the repository");
      }
    }
  }

  private static boolean isThere(Path folder, String path) {
    return Files.exists(folder.resolve(path), LinkOption.NOFOLLOW_LINKS);
  }
}
