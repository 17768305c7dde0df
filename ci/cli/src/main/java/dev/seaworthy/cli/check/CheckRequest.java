package dev.seaworthy.cli.check;

import dev.seaworthy.engine.policy.Severity;
import dev.seaworthy.engine.policy.Waiver;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a user asks of one check.
 *
 * @param sources paths and a cluster, or one release descriptor
 * @param bundles each {@code NAME} or {@code NAME@VERSION}; empty for all
 * @param only control ids; empty for all
 * @param parameters each {@code NAME=VALUE}
 * @param at the time to judge as of, where chosen
 * @param lock the lock that pins the bundles, where named
 * @param baseline waivers beside those of a descriptor
 * @param unheeded what is not granted of what the sources ask for
 */
public record CheckRequest(
    Sources sources,
    List<String> bundles,
    Set<String> only,
    List<String> parameters,
    Severity failOn,
    Optional<Instant> at,
    List<String> exclude,
    OutsideBundles outside,
    RuntimeChoice runtime,
    Optional<Path> lock,
    List<Waiver> baseline,
    Unheeded unheeded,
    int threads) {
  /**
   * Bundles that do not come with the program.
   *
   * @param files archives
   * @param folders folders of archives
   * @param trustKeys public keys, one of which must have signed each
   */
  public record OutsideBundles(List<Path> files, List<Path> folders, List<Path> trustKeys) {
    public static final OutsideBundles NONE = new OutsideBundles(List.of(), List.of(), List.of());

    public OutsideBundles {
      files = List.copyOf(files);
      folders = List.copyOf(folders);
      trustKeys = List.copyOf(trustKeys);
    }
  }

  public CheckRequest {
    bundles = List.copyOf(bundles);
    only = Set.copyOf(only);
    parameters = List.copyOf(parameters);
    exclude = List.copyOf(exclude);
    baseline = List.copyOf(baseline);
  }

  /** The same with what a baseline waives. */
  public CheckRequest waiving(List<Waiver> more) {
    return with(more, unheeded);
  }

  /** The same without what is not granted. */
  public CheckRequest unheeding(Unheeded asked) {
    return with(baseline, asked);
  }

  private CheckRequest with(List<Waiver> more, Unheeded less) {
    return new CheckRequest(
        sources,
        bundles,
        only,
        parameters,
        failOn,
        at,
        exclude,
        outside,
        runtime,
        lock,
        more,
        less,
        threads);
  }

  /** Names of the bundles that are chosen, without their versions; empty for all. */
  Set<String> bundleNames() {
    return BundleChoice.names(bundles);
  }

  /** A check of {@code path} whose verdict may be sealed, with nothing else chosen. */
  public static CheckRequest toSeal(String path, int threads) {
    return new CheckRequest(
        Sources.of(List.of(path)),
        List.of(),
        Set.of(),
        List.of(),
        Severity.LOW,
        Optional.empty(),
        List.of(),
        OutsideBundles.NONE,
        RuntimeChoice.BOTH,
        Optional.empty(),
        List.of(),
        Unheeded.NOTHING,
        threads);
  }
}
