package dev.seaworthy.cli.hook;

import dev.seaworthy.cli.change.Threshold;
import dev.seaworthy.cli.forge.ForgeKind;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A repository whose requests are judged, and how.
 *
 * @param forge the forge's name in the configuration
 * @param api where its API begins
 * @param source where the repository is fetched from
 * @param tokenFile a file with the token, read whenever it is needed
 * @param project as the API calls it
 * @param rules how its changes are judged
 */
record ServedRepository(
    String forge,
    ForgeKind kind,
    URI api,
    URI source,
    Path tokenFile,
    String project,
    Rules rules) {
  /**
   * How changes are judged, as options of `pr` have it.
   *
   * @param paths from the root of the repository; never empty
   * @param bundles empty for all
   * @param only control ids; empty for all
   * @param parameters each {@code NAME=VALUE}
   * @param baseline from the root of the repository
   * @param failOn what makes a change fail
   * @param render whether charts and overlays are rendered
   * @param codeScanning whether GitHub's code scanning is told
   * @param name of the comment and the status
   */
  record Rules(
      List<String> paths,
      List<String> bundles,
      List<String> only,
      List<String> parameters,
      Optional<String> baseline,
      Threshold failOn,
      boolean render,
      boolean codeScanning,
      String name) {
    Rules {
      paths = List.copyOf(paths);
      bundles = List.copyOf(bundles);
      only = List.copyOf(only);
      parameters = List.copyOf(parameters);
    }
  }

  RequestKey key(long number) {
    return new RequestKey(forge, project, number);
  }
}
