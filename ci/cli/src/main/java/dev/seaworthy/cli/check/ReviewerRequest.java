package dev.seaworthy.cli.check;

import dev.seaworthy.cli.check.CheckRequest.OutsideBundles;
import java.nio.file.Path;
import java.util.ArrayList;
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
 * @param exceptions what lets through what would be refused
 */
public record ReviewerRequest(
    List<String> bundles,
    OutsideBundles outside,
    List<String> parameters,
    Optional<Path> modes,
    List<String> surroundings,
    Exceptions exceptions) {
  /**
   * What lets requests through that would be refused.
   *
   * @param waivers a folder of signed waivers
   * @param waiverKeys public keys, one of which must have signed each file of it
   * @param breakGlassKeys public keys, one of which must have signed a token; empty where none may
   */
  public record Exceptions(
      Optional<Path> waivers, List<Path> waiverKeys, List<Path> breakGlassKeys) {
    public static final Exceptions NONE = new Exceptions(Optional.empty(), List.of(), List.of());

    public Exceptions {
      waiverKeys = List.copyOf(waiverKeys);
      breakGlassKeys = List.copyOf(breakGlassKeys);
    }

    List<Path> files() {
      List<Path> files = new ArrayList<>(breakGlassKeys);
      files.addAll(waiverKeys);
      waivers.ifPresent(files::add);
      return files;
    }
  }

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
