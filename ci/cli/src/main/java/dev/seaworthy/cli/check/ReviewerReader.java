package dev.seaworthy.cli.check;

import dev.seaworthy.admission.AdmissionException;
import dev.seaworthy.admission.ClusterCache;
import dev.seaworthy.admission.DeclaredSurroundings;
import dev.seaworthy.admission.Modes;
import dev.seaworthy.admission.ModesReader;
import dev.seaworthy.admission.Reviewer;
import dev.seaworthy.admission.Rules;
import dev.seaworthy.admission.SurroundingsSource;
import dev.seaworthy.admission.glass.BreakGlass;
import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.cli.terminal.Progress;
import dev.seaworthy.collectors.kubernetes.KubernetesCollector;
import dev.seaworthy.engine.key.VerificationKey;
import dev.seaworthy.engine.policy.Control;
import dev.seaworthy.engine.policy.ParameterValues;
import dev.seaworthy.engine.policy.PolicyBundle;
import dev.seaworthy.engine.policy.PolicyException;
import dev.seaworthy.engine.policy.Waiver;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Makes what answers admission reviews, from files as they are now. */
public final class ReviewerReader {
  private final Setup setup;
  private final Progress progress;
  private final Optional<FollowedObjects> cluster;

  /** A reader of files alone. */
  public ReviewerReader(Setup setup, Progress progress) {
    this(setup, progress, Optional.empty());
  }

  ReviewerReader(Setup setup, Progress progress, Optional<FollowedObjects> cluster) {
    this.setup = setup;
    this.progress = progress;
    this.cluster = cluster;
  }

  /**
   * Reads bundles, modes and surroundings.
   *
   * @throws ConfigurationException if the request or one of its files is at fault
   * @throws PolicyException if a bundle is
   */
  public Reviewer read(ReviewerRequest request) throws ConfigurationException, PolicyException {
    BundleLibrary library = new LibraryReader(setup).read(request.bundleNames(), request.outside());
    List<PolicyBundle> bundles =
        request.bundles().isEmpty() ? library.newest() : library.chosen(request.bundles());
    Rules rules =
        new Rules(
            bundles,
            ParameterValues.of(bundles, new ParameterText(bundles).read(request.parameters())),
            request.modes().isPresent() ? modes(request.modes().get(), bundles) : Modes.DEFAULT,
            surroundings(request.surroundings(), bundles),
            waivers(request.exceptions()),
            breakGlass(request.exceptions()));
    return new Reviewer(
        setup.runtime().apply(RuntimeChoice.PLAN),
        rules,
        cluster
            .map(FollowedObjects::collector)
            .orElseGet(() -> new KubernetesCollector(setup.salt().get())));
  }

  private Optional<SurroundingsSource> surroundings(List<String> paths, List<PolicyBundle> bundles)
      throws ConfigurationException {
    if (cluster.isPresent()) {
      ClusterCache cache = cluster.get().cache();
      cache.need(bundles);
      return Optional.of(cache);
    }
    return paths.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new DeclaredSurroundings(
                new Gathering(setup, progress, List.of(), 1).of(Sources.of(paths))));
  }

  private static List<Waiver> waivers(ReviewerRequest.Exceptions exceptions)
      throws ConfigurationException {
    return exceptions.waivers().isEmpty()
        ? List.of()
        : SignedWaivers.in(
            exceptions.waivers().get(),
            keys(exceptions.waiverKeys(), "name the public key (`.pub`) of who signs waivers"));
  }

  private static BreakGlass breakGlass(ReviewerRequest.Exceptions exceptions)
      throws ConfigurationException {
    return new BreakGlass(
        keys(exceptions.breakGlassKeys(), "name the public key (`.pub`) of who signs tokens"));
  }

  private static List<VerificationKey> keys(List<Path> files, String fix)
      throws ConfigurationException {
    List<VerificationKey> keys = new ArrayList<>();
    for (Path file : files) {
      keys.add(SealedFiles.verificationKey(file, fix));
    }
    return keys;
  }

  static Modes modes(Path file, List<PolicyBundle> bundles) throws ConfigurationException {
    ModesReader reader =
        new ModesReader(
            bundles.stream()
                .flatMap(bundle -> bundle.controls().stream())
                .map(Control::id)
                .collect(Collectors.toSet()));
    try {
      return reader.read(InputFile.text(file));
    } catch (AdmissionException e) {
      throw refused(file, e);
    }
  }

  /** What is wrong with a file of admission. */
  public static ConfigurationException refused(Path file, AdmissionException e) {
    return new ConfigurationException(
        e.problem().code(), "`%s`: %s".formatted(file, e.problem().message()), e.problem().fix());
  }
}
