package dev.seaworthy.cli.check;

import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.cli.descriptor.Descriptor;
import dev.seaworthy.cli.descriptor.Descriptor.Placed;
import dev.seaworthy.cli.terminal.Progress;
import dev.seaworthy.engine.evidence.Places;
import dev.seaworthy.engine.evidence.Snapshot;
import dev.seaworthy.engine.json.CanonicalJson;
import dev.seaworthy.engine.policy.PolicyBundle;
import dev.seaworthy.engine.policy.PolicyException;
import dev.seaworthy.engine.policy.PolicyRuntime;
import dev.seaworthy.engine.verdict.Assessment;
import dev.seaworthy.engine.verdict.Assessor;
import dev.seaworthy.engine.verdict.Candidate;
import dev.seaworthy.engine.verdict.Release;
import dev.seaworthy.engine.verdict.Verdict;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** From what was gathered to a verdict, as a request has it. */
final class Judging {
  private final Setup setup;
  private final Progress progress;
  private final CheckRequest request;

  Judging(Setup setup, Progress progress, CheckRequest request) {
    this.setup = setup;
    this.progress = progress;
    this.request = request;
  }

  /**
   * Judges.
   *
   * @param requireAll as {@link Assessment#requireAll} has it
   * @param only control ids; empty for all
   * @param declaredTime that a descriptor chose
   */
  Verdict assess(
      Release release,
      Snapshot snapshot,
      List<PolicyBundle> bundles,
      boolean requireAll,
      Set<String> only,
      Map<String, CanonicalJson> parameters,
      Optional<Instant> declaredTime)
      throws PolicyException {
    progress.step("judging " + snapshot.evidence().size() + " pieces of evidence");
    PolicyRuntime runtime = setup.runtime().apply(request.runtime());
    // What both runtimes judge may be sealed, and what is sealed may be judged again.
    return new Assessor(runtime, request.threads())
        .assess(
            new Assessment(
                release,
                request.runtime() == RuntimeChoice.BOTH ? Places.noting(snapshot) : snapshot,
                bundles,
                requireAll,
                only,
                parameters,
                request.failOn(),
                now(declaredTime),
                isTimeChosen(declaredTime),
                setup.identity().apply(runtime)));
  }

  /** The descriptor's values, and over them those of the command line. */
  Map<String, CanonicalJson> parameters(Descriptor descriptor, List<PolicyBundle> bundles)
      throws ConfigurationException {
    Map<String, CanonicalJson> declared = new TreeMap<>();
    descriptor.parameters().forEach((name, placed) -> declared.put(name, placed.value()));
    Map<String, CanonicalJson> values = request.unheeded().values(declared);
    // A bundle that was left out may be the one that declares it.
    values
        .keySet()
        .removeIf(name -> bundles.stream().noneMatch(one -> one.parameter(name).isPresent()));
    values.putAll(new ParameterText(bundles).read(request.parameters()));
    return values;
  }

  Release release(Descriptor descriptor, Snapshot snapshot) {
    Candidate candidate =
        new Candidate(
            descriptor.name(),
            descriptor.version(),
            descriptor.digest().orElseGet(snapshot::digest));
    return new Release(
        candidate,
        descriptor.environment(),
        descriptor.architecture(),
        Stream.concat(descriptor.waivers().stream().map(Placed::value), request.baseline().stream())
            .filter(waiver -> !request.unheeded().waivers().contains(waiver))
            .toList(),
        descriptor.notApplicable().stream()
            .map(Placed::value)
            .filter(one -> !request.unheeded().notApplicable().contains(one))
            .toList());
  }

  /** The command line's choice goes before the descriptor's, and that before the clock. */
  Instant now(Optional<Instant> declared) {
    return request
        .at()
        .or(() -> declared)
        .orElseGet(() -> setup.console().clock().instant())
        .truncatedTo(ChronoUnit.SECONDS);
  }

  boolean isTimeChosen(Optional<Instant> declared) {
    return request.at().isPresent() || declared.isPresent();
  }
}
