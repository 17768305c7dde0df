package dev.seaworthy.cli.check;

import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.cli.descriptor.Descriptor;
import dev.seaworthy.cli.descriptor.DescriptorReview;
import dev.seaworthy.cli.descriptor.Diagnostic;
import dev.seaworthy.cli.descriptor.Diagnostics;
import dev.seaworthy.cli.terminal.Progress;
import dev.seaworthy.engine.evidence.Snapshot;
import dev.seaworthy.engine.json.CanonicalJson;
import dev.seaworthy.engine.policy.PolicyBundle;
import dev.seaworthy.engine.policy.PolicyException;
import dev.seaworthy.engine.verdict.Candidate;
import dev.seaworthy.engine.verdict.Release;
import dev.seaworthy.engine.verdict.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** One check: from paths to a verdict. */
public final class CheckRun {
  /**
   * What a check gives.
   *
   * @param folder that file names in the verdict are relative to, as {@link
   *     dev.seaworthy.cli.format.Presentation#folder} wants it
   * @param warnings what the user should know and the verdict does not say
   * @param bundles the policies that it was judged by
   */
  public record Checked(
      Verdict verdict, String folder, List<Diagnostic> warnings, List<PolicyBundle> bundles) {
    public Checked {
      bundles = List.copyOf(bundles);
      warnings = List.copyOf(warnings);
    }
  }

  private final Setup setup;
  private final Progress progress;
  private final CheckRequest request;
  private final ClusterSources clusters;
  private final Judging judging;
  private final Map<String, byte[]> replaced;

  public CheckRun(Setup setup, Progress progress, CheckRequest request) {
    this(setup, progress, request, ClusterSources.ONCE);
  }

  /**
   * A check of files as they would be.
   *
   * @param replaced content to read in place of a file's own, by the real path of the file
   */
  public CheckRun(
      Setup setup, Progress progress, CheckRequest request, Map<String, byte[]> replaced) {
    this(setup, progress, request, ClusterSources.ONCE, replaced);
  }

  CheckRun(Setup setup, Progress progress, CheckRequest request, ClusterSources clusters) {
    this(setup, progress, request, clusters, Map.of());
  }

  private CheckRun(
      Setup setup,
      Progress progress,
      CheckRequest request,
      ClusterSources clusters,
      Map<String, byte[]> replaced) {
    this.clusters = clusters;
    this.replaced = Map.copyOf(replaced);
    this.setup = setup;
    this.progress = progress;
    this.request = request;
    this.judging = new Judging(setup, progress, request);
  }

  /**
   * Runs.
   *
   * @throws ConfigurationException if the request or the descriptor is at fault
   * @throws PolicyException if a bundle is
   */
  public Checked run() throws ConfigurationException, PolicyException {
    progress.step("loading policies");
    Gathering gathering = gathering(setup);
    String file = TargetReader.descriptorAmong(request.sources()).map(Object::toString).orElse("");
    Diagnostics diagnostics = new Diagnostics(file);
    Target target = new TargetReader(gathering.collectors(), diagnostics).read(request.sources());
    requireAlone(target);
    return target instanceof Target.Declared declared
        ? declared(declared, library(pins(declared.descriptor())), diagnostics)
        : paths(gathering);
  }

  private Gathering gathering(Setup given) throws ConfigurationException {
    return new Gathering(given, progress, request.exclude(), request.threads(), clusters)
        .replacing(replaced)
        .at(judging.now(Optional.empty()));
  }

  private void requireAlone(Target target) throws ConfigurationException {
    if (target instanceof Target.Declared declared && request.sources().cluster().isPresent()) {
      throw new ConfigurationException(
          "DESCRIPTOR_NOT_ALONE",
          "`%s` describes a release, and is checked without --cluster".formatted(declared.file()),
          "name the cluster in its `evidence`: `- {collector: kubernetes, cluster: {context: …}}`");
    }
  }

  private BundleLibrary library(Set<String> names) throws ConfigurationException, PolicyException {
    return new LibraryReader(setup).read(names, request.outside());
  }

  private static Set<String> pins(Descriptor descriptor) {
    return descriptor.bundles().stream()
        .map(Descriptor.BundlePin::name)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Neither policies nor evidence need the other, and reading them takes about as long. */
  private Checked paths(Gathering gathering) throws ConfigurationException, PolicyException {
    try (Aside<Snapshot> gathered = Aside.begin(() -> gathering.of(request.sources()))) {
      return paths(library(request.bundleNames()), gathering, gathered);
    }
  }

  private Checked paths(BundleLibrary library, Gathering gathering, Aside<Snapshot> gathered)
      throws ConfigurationException, PolicyException {
    Optional<BundleLock> lock = BundleLock.chosen(request.lock(), request.sources().folder());
    BundleChoice choice = new BundleChoice(library, lock);
    List<PolicyBundle> bundles =
        request.bundles().isEmpty() ? choice.all() : choice.named(request.bundles());
    require(lock, bundles);
    Map<String, CanonicalJson> parameters = new ParameterText(bundles).read(request.parameters());
    Snapshot snapshot = gathered.get();
    Release release =
        new Release(
            new Candidate(
                Undeclared.name(request.sources()), Undeclared.VERSION, snapshot.digest()),
            "",
            "",
            request.baseline(),
            List.of());
    boolean requireAll = !request.bundles().isEmpty();
    Verdict verdict =
        judging.assess(
            release, snapshot, bundles, requireAll, request.only(), parameters, Optional.empty());
    return new Checked(
        verdict, "", gathering.overlookedDescriptors(request.sources(), snapshot), bundles);
  }

  private Checked declared(Target.Declared target, BundleLibrary library, Diagnostics diagnostics)
      throws ConfigurationException, PolicyException {
    Descriptor descriptor = target.descriptor();
    Optional<BundleLock> lock = BundleLock.chosen(request.lock(), target.folder());
    List<PolicyBundle> pinned =
        new BundleChoice(library, lock).pinned(descriptor.bundles(), diagnostics);
    new DescriptorReview(pinned, diagnostics).review(descriptor, judging.now(descriptor.asOf()));
    if (diagnostics.hasErrors()) {
      throw new ConfigurationException(diagnostics.all());
    }
    List<PolicyBundle> bundles =
        request.bundles().isEmpty()
            ? pinned
            : new BundleChoice(BundleLibrary.of(pinned), lock).named(request.bundles());
    // A descriptor chooses by itself, so that the lock may pin more than it uses.
    if (lock.isPresent()) {
      lock.get().require(bundles, false);
    }
    Map<String, CanonicalJson> parameters = judging.parameters(descriptor, bundles);
    if (request.sources().isConfined()) {
      Confinement.require(descriptor.evidence(), target.folder(), request.sources().folder());
    }
    Snapshot snapshot =
        gathering(setup.with(descriptor.podPaths()))
            .at(judging.now(descriptor.asOf()))
            .declared(target);
    Verdict verdict =
        judging.assess(
            judging.release(descriptor, snapshot),
            snapshot,
            bundles,
            true,
            request.only(),
            parameters,
            descriptor.asOf());
    return new Checked(verdict, target.shownFolder(), diagnostics.all(), bundles);
  }

  private void require(Optional<BundleLock> lock, List<PolicyBundle> bundles)
      throws ConfigurationException {
    if (lock.isPresent()) {
      lock.get().require(bundles, request.bundles().isEmpty());
    }
  }
}
