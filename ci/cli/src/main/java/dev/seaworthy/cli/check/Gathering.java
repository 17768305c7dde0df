package dev.seaworthy.cli.check;

import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.cli.descriptor.Descriptor.EvidenceRequest;
import dev.seaworthy.cli.descriptor.Diagnostic;
import dev.seaworthy.cli.terminal.Progress;
import dev.seaworthy.collectors.Collector;
import dev.seaworthy.collectors.Collectors;
import dev.seaworthy.collectors.GatherOptions;
import dev.seaworthy.collectors.Gatherer;
import dev.seaworthy.collectors.Hints;
import dev.seaworthy.collectors.LiveSource;
import dev.seaworthy.collectors.Request;
import dev.seaworthy.collectors.StorePassword;
import dev.seaworthy.collectors.cluster.ClusterException;
import dev.seaworthy.collectors.cluster.ClusterSelection;
import dev.seaworthy.collectors.cluster.NeededKinds;
import dev.seaworthy.collectors.iam.RbacPermissions;
import dev.seaworthy.collectors.kubernetes.KubernetesCollector;
import dev.seaworthy.collectors.network.reach.ReachabilityKinds;
import dev.seaworthy.engine.evidence.Coverage;
import dev.seaworthy.engine.evidence.Location;
import dev.seaworthy.engine.evidence.Problem;
import dev.seaworthy.engine.evidence.Snapshot;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/** Gathers evidence as the command line asks for it. */
public final class Gathering {
  private final List<Collector> collectors;
  private final Gatherer gatherer;
  private final Progress progress;
  private final KubernetesCollector objects;
  private final NeededKinds needed;
  private final ClusterSources clusters;
  private final Map<String, String> environment;

  public Gathering(Setup setup, Progress progress, List<String> exclude, int threads)
      throws ConfigurationException {
    this(setup, progress, exclude, threads, ClusterSources.ONCE);
  }

  /**
   * A gathering that takes a cluster's objects from where it is told.
   *
   * @param clusters leads to them
   */
  Gathering(
      Setup setup, Progress progress, List<String> exclude, int threads, ClusterSources clusters)
      throws ConfigurationException {
    this(
        setup,
        progress,
        exclude,
        threads,
        new KubernetesCollector(setup.salt().get(), setup.podPaths()),
        clusters);
  }

  private Gathering(
      Setup setup,
      Progress progress,
      List<String> exclude,
      int threads,
      KubernetesCollector objects,
      ClusterSources clusters)
      throws ConfigurationException {
    this(
        setup,
        progress,
        exclude,
        threads,
        objects,
        Collectors.all(objects),
        NeededKinds.ALL,
        clusters);
  }

  private Gathering(
      Setup setup,
      Progress progress,
      List<String> exclude,
      int threads,
      KubernetesCollector objects,
      List<Collector> collectors,
      NeededKinds needed,
      ClusterSources clusters)
      throws ConfigurationException {
    requireGlobs(exclude);
    this.progress = progress;
    this.objects = objects;
    this.collectors = collectors;
    this.needed = needed;
    this.clusters = clusters;
    this.environment = setup.console().environment();
    this.gatherer =
        new Gatherer(
                collectors,
                GatherOptions.DEFAULT
                    .withExcludes(exclude)
                    .withThreads(threads)
                    .withRendering(setup.rendering())
                    .withStdin(setup.console().in())
                    .withNow(setup.console().clock().instant())
                    .withProgress(new FileProgress(progress)))
            .sharing(setup.readings(), List.of(objects.reader(), collectors()));
  }

  private Gathering(Gathering other, Gatherer gatherer) {
    this.collectors = other.collectors;
    this.gatherer = gatherer;
    this.progress = other.progress;
    this.objects = other.objects;
    this.needed = other.needed;
    this.clusters = other.clusters;
    this.environment = other.environment;
  }

  /** The same as of another time than the clock's. */
  public Gathering at(Instant now) {
    return new Gathering(this, gatherer.at(now));
  }

  /** The same, with files of other content, by their real paths. */
  Gathering replacing(Map<String, byte[]> contents) {
    return new Gathering(this, gatherer.replacing(contents));
  }

  /** Gathers what questions of the network ask for. */
  public static Gathering forNetworks(
      Setup setup, Progress progress, List<String> exclude, int threads)
      throws ConfigurationException {
    KubernetesCollector objects =
        KubernetesCollector.forNetworks(setup.salt().get(), setup.podPaths());
    return new Gathering(
        setup,
        progress,
        exclude,
        threads,
        objects,
        Collectors.forNetworks(objects),
        NeededKinds.of(ReachabilityKinds.names(setup.podPaths())),
        ClusterSources.ONCE);
  }

  /** Gathers what RBAC allows whom; of a cluster the kinds that say so and no others. */
  public static Gathering forPermissions(
      Setup setup, Progress progress, List<String> exclude, int threads)
      throws ConfigurationException {
    KubernetesCollector objects = new KubernetesCollector(setup.salt().get(), setup.podPaths());
    return new Gathering(
        setup,
        progress,
        exclude,
        threads,
        objects,
        Collectors.all(objects),
        NeededKinds.of(RbacPermissions.KINDS),
        ClusterSources.ONCE);
  }

  /** Names of the collectors there are. */
  Set<String> collectors() {
    Set<String> names = new TreeSet<>();
    collectors.forEach(collector -> names.add(collector.name()));
    return names;
  }

  /** Whatever {@code sources} hold. */
  public Snapshot of(Sources sources) throws ConfigurationException {
    List<String> paths = sources.paths();
    for (String path : paths) {
      requireThere(path, sources.folder());
    }
    List<LiveSource> live = new ArrayList<>();
    if (sources.cluster().isPresent()) {
      live.add(cluster(sources.cluster().get()));
    }
    progress.step("looking for files");
    return gatherer.gather(
        paths.isEmpty() ? List.of() : List.of(Request.of(paths, sources.folder())), live);
  }

  /** What a descriptor asks for, and what it says itself. */
  Snapshot declared(Target.Declared target) throws ConfigurationException {
    List<EvidenceRequest> requests = target.descriptor().evidence();
    Path folder = target.folder();
    List<LiveSource> live = new ArrayList<>();
    for (EvidenceRequest request : requests) {
      if (request.cluster().isPresent()) {
        live.add(cluster(request.cluster().get()));
      }
    }
    progress.step("looking for files");
    List<Path> trust =
        requests.stream()
            .flatMap(one -> one.trust().stream())
            .map(folder::resolve)
            .distinct()
            .toList();
    return gatherer
        .trusting(trust)
        .gather(
            requests.stream()
                .filter(one -> one.cluster().isEmpty())
                .map(
                    one ->
                        new Request(
                            one.paths(),
                            folder,
                            new Hints(
                                    one.serves(),
                                    one.trust().stream().map(folder::resolve).toList())
                                .signedBy(one.signers().in(folder))
                                .ofBaseline(one.baseline())
                                .opening(
                                    one.passwordVariable().stream().map(this::password).toList()),
                            one.collector()))
                .toList(),
            live,
            List.of(ReleaseEvidence.of(target)));
  }

  private StorePassword password(String variable) {
    Optional<String> value = Optional.ofNullable(environment.get(variable));
    return new StorePassword(variable, value.filter(text -> !text.isEmpty()));
  }

  private LiveSource cluster(ClusterSelection selection) throws ConfigurationException {
    try {
      return clusters.of(
          selection,
          needed,
          objects,
          (list, lists, kind, count) ->
              progress.step(
                  "reading list %d of %d: %s, %d objects".formatted(list, lists, kind, count)));
    } catch (ClusterException e) {
      throw new ConfigurationException(e.problem());
    }
  }

  /** Descriptors that lie among the evidence of a check that named none. */
  List<Diagnostic> overlookedDescriptors(Sources sources, Snapshot snapshot) {
    Stream<String> direct =
        sources.paths().stream()
            .filter(path -> !path.equals("-"))
            .map(path -> Path.of(path).resolve("release.yaml"))
            .filter(path -> Files.isRegularFile(sources.folder().resolve(path)))
            .map(Path::toString);
    Stream<String> skipped =
        snapshot.coverage().skipped().stream()
            .map(Coverage.Skipped::file)
            .filter(file -> file.endsWith("/release.yaml"));
    return Stream.concat(direct, skipped).distinct().sorted().map(Gathering::overlooked).toList();
  }

  private static Diagnostic overlooked(String file) {
    return new Diagnostic(
        Diagnostic.Level.WARNING,
        Location.of(file),
        new Problem(
            "DESCRIPTOR_OVERLOOKED",
            "this folder holds a release descriptor, which was not read",
            "check the release it describes: `seaworthy check %s`".formatted(file)));
  }

  /** A mistyped path is the user's mistake; what lies below a right one is evidence or a gap. */
  private static void requireThere(String path, Path folder) throws ConfigurationException {
    if (!path.equals("-")
        && !Files.exists(folder.resolve(path), java.nio.file.LinkOption.NOFOLLOW_LINKS)) {
      throw new ConfigurationException(
          "NO_SUCH_PATH", "there is no `%s`".formatted(path), "check the path");
    }
  }

  private static void requireGlobs(List<String> globs) throws ConfigurationException {
    for (String glob : globs) {
      try {
        FileSystems.getDefault().getPathMatcher("glob:" + glob);
      } catch (PatternSyntaxException e) {
        throw new ConfigurationException(
            "BAD_GLOB",
            "`%s` is not a glob".formatted(glob),
            "write one such as `--exclude '**/values.yaml'`");
      }
    }
  }
}
