package dev.seaworthy.collectors;

import dev.seaworthy.collectors.concealment.Concealment;
import dev.seaworthy.collectors.document.DocumentReader;
import dev.seaworthy.collectors.document.Extensions;
import dev.seaworthy.collectors.document.FileSearch;
import dev.seaworthy.collectors.document.FoundFile;
import dev.seaworthy.collectors.document.Search;
import dev.seaworthy.collectors.document.SourceFile;
import dev.seaworthy.collectors.render.Renderer;
import dev.seaworthy.engine.evidence.Coverage;
import dev.seaworthy.engine.evidence.Evidence;
import dev.seaworthy.engine.evidence.Gap;
import dev.seaworthy.engine.evidence.Location;
import dev.seaworthy.engine.evidence.Observation;
import dev.seaworthy.engine.evidence.Snapshot;
import dev.seaworthy.engine.evidence.Source;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Reads paths into a snapshot: finds files, reads them side by side, and joins what they say. */
public final class Gatherer {
  private final List<Collector> collectors;
  private final GatherOptions options;
  private final List<Path> trust;
  private final SharedReadings readings;
  private final Object reader;

  public Gatherer(List<Collector> collectors, GatherOptions options) {
    this(collectors, options, List.of(), new SharedReadings(), collectors);
  }

  private Gatherer(
      List<Collector> collectors,
      GatherOptions options,
      List<Path> trust,
      SharedReadings readings,
      Object reader) {
    this.collectors = List.copyOf(collectors);
    this.options = options;
    this.trust = List.copyOf(trust);
    this.readings = readings;
    this.reader = reader;
  }

  /**
   * The same, reading no file again that was read.
   *
   * @param alike equal to that of another gatherer whose collectors read alike
   */
  public Gatherer sharing(SharedReadings shared, Object alike) {
    return new Gatherer(collectors, options, trust, shared, alike);
  }

  /** The same, with anchors for certificates that lie in no file of their own. */
  public Gatherer trusting(List<Path> anchors) {
    return new Gatherer(collectors, options, anchors, readings, reader);
  }

  /** The same, at another time. */
  public Gatherer at(Instant now) {
    return new Gatherer(collectors, options.withNow(now), trust, readings, reader);
  }

  /** The same, with files of other content, by their real paths. */
  public Gatherer replacing(Map<String, byte[]> contents) {
    return new Gatherer(collectors, options.withReplaced(contents), trust, readings, reader);
  }

  /** Everything under the paths of {@code requests}; a file that two of them name is read once. */
  public Snapshot gather(List<Request> requests) {
    return gather(requests, List.of());
  }

  /** The same, with what live sources say. */
  public Snapshot gather(List<Request> requests, List<? extends LiveSource> live) {
    return gather(requests, live, List.of());
  }

  /**
   * The same, with what is known already.
   *
   * @param known is no file to be counted: what was asked for says it
   */
  public Snapshot gather(
      List<Request> requests, List<? extends LiveSource> live, List<? extends Observation> known) {
    Map<String, FileJob> jobs = new LinkedHashMap<>();
    List<Observation> observations = new ArrayList<>(known);
    List<Coverage.Skipped> skipped = new ArrayList<>();
    List<Set<String>> filesOfRequests = new ArrayList<>();
    for (Request request : requests) {
      Search search = search(request);
      filesOfRequests.add(enlist(search, request, jobs));
      search.unseen().forEach(unseen -> observations.add(gap(unseen, request)));
      skipped.addAll(search.skipped());
    }
    List<FileTask.Outcome> outcomes = read(List.copyOf(jobs.values()));
    outcomes.forEach(outcome -> observations.addAll(outcome.observations()));
    outcomes.forEach(outcome -> skipped.addAll(outcome.skipped()));
    List<LiveSource.Reading> readings = live.stream().map(LiveSource::read).toList();
    readings.forEach(reading -> observations.addAll(reading.observations()));
    readings.forEach(reading -> skipped.addAll(reading.skipped()));
    observations.addAll(derived(observations));
    List<Observation> joined = joined(observations, skipped);
    joined.addAll(new Promises(joined).unkept(requests, filesOfRequests));
    return Snapshot.of(concealed(joined), coverage(requests, outcomes, readings, skipped));
  }

  private Search search(Request request) {
    Search search =
        new FileSearch(
                request.base(),
                options.excludes(),
                options.stdin(),
                options.limits(),
                options.rendering().on())
            .of(request.paths());
    return search.toRender().isEmpty()
        ? search
        : new Renderer(options.rendering(), options.limits()).render(search);
  }

  /** Adds a request's files to the jobs; gives the names they are read under. */
  private Set<String> enlist(Search search, Request request, Map<String, FileJob> jobs) {
    Set<String> names = new LinkedHashSet<>();
    for (FoundFile found : search.files()) {
      FileJob job =
          jobs.merge(
              found.identity(),
              new FileJob(
                  isReplaced(found) ? "" : found.identity(),
                  content(found),
                  request.hints().in(found.namespace())),
              (known, again) -> known.with(request.hints()));
      names.add(job.file().name());
    }
    return names;
  }

  private boolean isReplaced(FoundFile found) {
    return options.replaced().containsKey(found.identity());
  }

  private SourceFile content(FoundFile found) {
    byte[] other = options.replaced().get(found.identity());
    return other == null
        ? found.file()
        : new SourceFile(found.file().name(), other.length, () -> new ByteArrayInputStream(other));
  }

  private List<FileTask.Outcome> read(List<FileJob> jobs) {
    DocumentReader documents = new DocumentReader(options.limits());
    Progress progress = options.progress();
    return new ReadingPool(options.threads())
        .run(
            jobs,
            job ->
                readings.of(
                    job,
                    options.limits(),
                    reader,
                    file ->
                        new FileTask(WatchedFile.of(file, progress), job.hints(), collectors)
                            .run(documents)),
            done -> {
              synchronized (progress) {
                progress.read(done + 1, jobs.size(), jobs.get(done).file().name());
              }
            });
  }

  private List<Observation> derived(List<Observation> observations) {
    List<Manifest> manifests = Manifest.in(observations);
    return new ReadingPool(options.threads())
        .run(collectors, one -> one.derive(manifests, trust), done -> {}).stream()
            .flatMap(List::stream)
            .toList();
  }

  private List<Observation> joined(List<Observation> observations, List<Coverage.Skipped> skipped) {
    List<Observation> all = observations;
    for (Collector collector : collectors) {
      Collector.Joined joined = collector.join(all, options.now());
      all = joined.observations();
      skipped.addAll(joined.skipped());
    }
    return new ArrayList<>(all);
  }

  /** Objects were concealed when they were read. */
  private static List<Observation> concealed(List<Observation> observations) {
    return observations.stream().map(one -> isObject(one) ? one : Concealment.of(one)).toList();
  }

  private static boolean isObject(Observation observation) {
    return observation instanceof Evidence evidence && EvidenceKinds.isManifest(evidence);
  }

  private static Gap gap(Search.Unseen unseen, Request request) {
    List<String> affects =
        request.promised().isEmpty()
            ? Extensions.mayHold(unseen.name())
            : EvidenceKinds.from(request.promised());
    return new Gap(
        unseen.problem().problem(),
        new Source(FileTask.DOCUMENT, unseen.name(), 0),
        Location.of(unseen.name()),
        affects);
  }

  private static Coverage coverage(
      List<Request> requests,
      List<FileTask.Outcome> outcomes,
      List<LiveSource.Reading> live,
      List<Coverage.Skipped> skipped) {
    Stream<Coverage.Skipped> inOrder =
        skipped.stream()
            .sorted(
                Comparator.comparing(Coverage.Skipped::file)
                    .thenComparing(Coverage.Skipped::reason))
            .distinct();
    Stream<String> paths = requests.stream().flatMap(request -> request.paths().stream());
    return new Coverage(
        Stream.concat(paths, live.stream().map(LiveSource.Reading::name)).toList(),
        outcomes.size() + live.stream().mapToInt(LiveSource.Reading::asked).sum(),
        (int) outcomes.stream().filter(FileTask.Outcome::understood).count()
            + live.stream().mapToInt(LiveSource.Reading::answered).sum(),
        outcomes.stream().mapToInt(FileTask.Outcome::documents).sum()
            + live.stream().mapToInt(LiveSource.Reading::objects).sum(),
        inOrder.toList());
  }
}
