package dev.seaworthy.cli.check;

import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.cli.descriptor.Descriptor;
import dev.seaworthy.cli.descriptor.DescriptorReview;
import dev.seaworthy.cli.descriptor.Diagnostics;
import dev.seaworthy.cli.terminal.Progress;
import dev.seaworthy.engine.evidence.Snapshot;
import dev.seaworthy.engine.policy.Control;
import dev.seaworthy.engine.policy.PolicyBundle;
import dev.seaworthy.engine.policy.PolicyException;
import dev.seaworthy.engine.policy.Stage;
import dev.seaworthy.engine.verdict.Candidate;
import dev.seaworthy.engine.verdict.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Judges one stage of a described release, by every control of that stage that there is: those of
 * the bundles that the release pins, and those of all other bundles, in their locked or newest
 * version. What does not apply is declared, not left out.
 */
public final class StageRun {
  private final Setup setup;
  private final Progress progress;
  private final CheckRequest request;
  private final Judging judging;
  private final Diagnostics diagnostics;
  private final Target.Declared target;

  private StageRun(
      Setup setup,
      Progress progress,
      CheckRequest request,
      Diagnostics diagnostics,
      Target.Declared target) {
    this.setup = setup;
    this.progress = progress;
    this.request = request;
    this.judging = new Judging(setup, progress, request);
    this.diagnostics = diagnostics;
    this.target = target;
  }

  /**
   * Reads the release.
   *
   * @param request names one release descriptor, and no bundles and no controls
   * @throws ConfigurationException if it is none, is at fault or names no digest of its candidate
   */
  public static StageRun of(Setup setup, Progress progress, CheckRequest request)
      throws ConfigurationException {
    Set<String> collectors =
        new Gathering(setup, progress, request.exclude(), request.threads()).collectors();
    String file = request.sources().paths().get(0);
    Diagnostics diagnostics = new Diagnostics(file);
    InputFile.bytes(request.sources().folder().resolve(file));
    Target target = new TargetReader(collectors, diagnostics).read(request.sources());
    if (!(target instanceof Target.Declared declared)) {
      throw new ConfigurationException(
          "NOT_A_DESCRIPTOR",
          "`%s` describes no release".formatted(file),
          "name the release.yaml of the candidate");
    }
    if (diagnostics.hasErrors()) {
      throw new ConfigurationException(diagnostics.all());
    }
    if (declared.descriptor().digest().isEmpty()) {
      throw new ConfigurationException(
          "NO_CANDIDATE_DIGEST",
          "`%s` does not say which candidate the stages are about".formatted(file),
          "write the digest of the artefact that is released: `candidate: {digest: \"sha256:…\"}`");
    }
    return new StageRun(setup, progress, request, diagnostics, declared);
  }

  public Candidate candidate() {
    Descriptor descriptor = target.descriptor();
    return new Candidate(
        descriptor.name(), descriptor.version(), descriptor.digest().orElseThrow());
  }

  /** The time to judge as of, in whole seconds. */
  public Instant now() {
    return judging.now(target.descriptor().asOf());
  }

  public boolean isTimeChosen() {
    return judging.isTimeChosen(target.descriptor().asOf());
  }

  /**
   * Judges.
   *
   * @return empty if there is no control of that stage
   */
  public Optional<CheckRun.Checked> judge(Stage stage)
      throws ConfigurationException, PolicyException {
    Descriptor descriptor = target.descriptor();
    progress.step("loading policies");
    List<PolicyBundle> known = bundles(descriptor);
    List<PolicyBundle> bundles =
        known.stream().filter(bundle -> controls(bundle, stage).findAny().isPresent()).toList();
    Set<String> controls =
        bundles.stream()
            .flatMap(bundle -> controls(bundle, stage))
            .map(Control::id)
            .collect(Collectors.toCollection(TreeSet::new));
    if (controls.isEmpty()) {
      return Optional.empty();
    }
    Snapshot snapshot =
        new Gathering(
                setup.with(descriptor.podPaths()), progress, request.exclude(), request.threads())
            .at(now())
            .declared(target);
    Verdict verdict =
        judging.assess(
            judging.release(descriptor, snapshot),
            snapshot,
            bundles,
            true,
            controls,
            judging.parameters(descriptor, bundles),
            descriptor.asOf());
    return Optional.of(
        new CheckRun.Checked(verdict, target.shownFolder(), diagnostics.all(), bundles));
  }

  private List<PolicyBundle> bundles(Descriptor descriptor)
      throws ConfigurationException, PolicyException {
    BundleLibrary library = new LibraryReader(setup).read(Set.of(), request.outside());
    Optional<BundleLock> lock = BundleLock.chosen(request.lock(), target.folder());
    BundleChoice choice = new BundleChoice(library, lock);
    List<PolicyBundle> bundles = new ArrayList<>(choice.pinned(descriptor.bundles(), diagnostics));
    Set<String> pinned = bundles.stream().map(PolicyBundle::name).collect(Collectors.toSet());
    choice.all().stream().filter(one -> !pinned.contains(one.name())).forEach(bundles::add);
    new DescriptorReview(bundles, diagnostics).review(descriptor, now());
    if (diagnostics.hasErrors()) {
      throw new ConfigurationException(diagnostics.all());
    }
    if (lock.isPresent()) {
      lock.get().require(bundles, false);
    }
    return bundles;
  }

  private static Stream<Control> controls(PolicyBundle bundle, Stage stage) {
    return bundle.controls().stream().filter(control -> control.stage() == stage);
  }
}
