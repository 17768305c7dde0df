package dev.seaworthy.cli.check;

import dev.seaworthy.cli.check.CheckRequest.OutsideBundles;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What admission reviews are to be judged by.
 *
 * @param bundles each {@code NAME} or {@code NAME@VERSION}; empty for all
 * @param parameters each {@code NAME=VALUE}
 * @param modes a file of modes; empty for the default
 * @param surroundings files and folders of the objects around those that are judged; empty for none
 */
public record ReviewerRequest(
    List<String> bundles,
    OutsideBundles outside,
    List<String> parameters,
    Optional<Path> modes,
    List<String> surroundings) {
  public ReviewerRequest {
    bundles = List.copyOf(bundles);
    parameters = List.copyOf(parameters);
    surroundings = List.copyOf(surroundings);
  }

  /** Names of the bundles that are chosen, without their versions; empty for all. */
  Set<String> bundleNames() {
    return BundleChoice.names(bundles);
  }
}
