package dev.seaworthy.cli.descriptor;

import dev.seaworthy.collectors.document.Tree;
import dev.seaworthy.collectors.kubernetes.PodPath;
import dev.seaworthy.collectors.kubernetes.PodPathException;
import dev.seaworthy.engine.evidence.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads {@code podPaths}: where custom kinds keep their pods. */
final class PodPathFields {
  private static final String POD_PATHS = "podPaths";

  private final Diagnostics diagnostics;

  PodPathFields(Diagnostics diagnostics) {
    this.diagnostics = diagnostics;
  }

  /** Those that are well-formed. */
  List<PodPath> read(Fields root) {
    Tree.Entry entry = root.entries().get(POD_PATHS);
    if (entry == null) {
      return List.of();
    }
    Set<String> kinds =
        entry.value() instanceof Tree.Mapping mapping ? mapping.entries().keySet() : Set.of();
    Fields fields = Fields.of(entry.value(), POD_PATHS, kinds, diagnostics);
    List<PodPath> paths = new ArrayList<>();
    for (String kind : kinds) {
      fields
          .required(kind)
          .flatMap(path -> podPath(kind, path, fields.markOf(kind)))
          .ifPresent(paths::add);
    }
    return paths;
  }

  private Optional<PodPath> podPath(String kind, String path, Tree.Mark at) {
    try {
      return Optional.of(PodPath.of(kind, path));
    } catch (PodPathException e) {
      Problem problem = e.problem();
      diagnostics.error(at, problem.code(), problem.message(), problem.fix());
      return Optional.empty();
    }
  }
}
