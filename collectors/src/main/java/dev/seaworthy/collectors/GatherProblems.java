package dev.seaworthy.collectors;

import dev.seaworthy.collectors.document.Problems;
import dev.seaworthy.engine.evidence.Problem;
import java.util.List;

/** What the gatherer itself has to say about documents and promises. */
final class GatherProblems {
  private GatherProblems() {}

  static Problem notKubernetes(String file, List<String> missing) {
    return Problems.of(
        "NOT_KUBERNETES",
        "a document of `%s` looks like a Kubernetes object and has no %s"
            .formatted(file, String.join(" and no ", quoted(missing))),
        "add %s, or leave the file out with `--exclude %s`"
            .formatted(String.join(" and ", quoted(missing)), file));
  }

  static Problem unrecognised(String file) {
    return Problems.of(
        "UNRECOGNISED",
        "a document of `%s` is of no kind that any collector knows".formatted(file),
        "leave it out with `--exclude %s`".formatted(file));
  }

  static Problem noEvidence(String collector, List<String> paths) {
    return Problems.of(
        "NO_EVIDENCE",
        "`%s` was promised %s evidence and holds none"
            .formatted(String.join("`, `", paths), collector),
        "name the paths that hold it, or take the entry out of release.yaml");
  }

  static Problem nothingRead(List<String> paths) {
    return Problems.of(
        "NO_EVIDENCE",
        "there is no evidence in `%s`".formatted(String.join("`, `", paths)),
        "name files or folders with manifests, scan reports, certificates, role exports, records or"
            + " results of tests");
  }

  private static List<String> quoted(List<String> names) {
    return names.stream().map(name -> "`" + name + "`").toList();
  }
}
