package dev.seaworthy.cli.check;

import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.cli.descriptor.Descriptor.EvidenceRequest;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Keeps a descriptor that anybody may have written to the folder it came in. */
final class Confinement {
  private Confinement() {}

  /**
   * Requires that nothing outside a folder is asked for, and no cluster.
   *
   * @param folder what the requests' paths are relative to
   * @param bound absolute and normal
   */
  static void require(List<EvidenceRequest> requests, Path folder, Path bound)
      throws ConfigurationException {
    for (EvidenceRequest request : requests) {
      if (request.cluster().isPresent()) {
        throw outside("a cluster", "judge the cluster by itself: `seaworthy check --cluster`");
      }
      for (String path :
          Stream.concat(request.paths().stream(), request.trust().stream()).toList()) {
        if (!folder.resolve(path).normalize().startsWith(bound)) {
          throw outside("`%s`".formatted(path), "name files of the repository, by relative paths");
        }
      }
    }
  }

  private static ConfigurationException outside(String what, String fix) {
    return new ConfigurationException(
        "EVIDENCE_OUTSIDE",
        "the descriptor asks for %s, which is no part of the commit".formatted(what),
        fix);
  }
}
