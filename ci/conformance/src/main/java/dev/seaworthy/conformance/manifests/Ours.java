package dev.seaworthy.conformance.manifests;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.collectors.GatherOptions;
import dev.seaworthy.collectors.Gatherer;
import dev.seaworthy.collectors.Request;
import dev.seaworthy.collectors.kubernetes.KubernetesCollector;
import dev.seaworthy.collectors.kubernetes.Salt;
import dev.seaworthy.engine.evidence.Evidence;
import dev.seaworthy.engine.evidence.Gap;
import dev.seaworthy.engine.evidence.Snapshot;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Reads a file as {@code check} does. */
final class Ours {
  /** The file is read all the same. */
  private static final Set<String> NOTICES = Set.of("DUPLICATE_KEY", "DUPLICATE_OBJECT");

  private static final String NOTHING = "NO_EVIDENCE";

  private final Gatherer gatherer =
      new Gatherer(
          List.of(new KubernetesCollector(Salt.random())), GatherOptions.DEFAULT.withThreads(1));

  Reading read(Path file) {
    Snapshot snapshot =
        gatherer.gather(
            List.of(
                Request.of(
                    List.of(String.valueOf(file.getFileName())),
                    file.toAbsolutePath().resolveSibling("."))));
    Set<String> refusals = new TreeSet<>();
    Set<String> notices = new TreeSet<>();
    for (Gap gap : snapshot.gaps()) {
      String code = gap.problem().code();
      (NOTICES.contains(code) ? notices : refusals).add(code);
    }
    // Where there is a reason why nothing came, it is the reason that counts.
    if (refusals.size() > 1) {
      refusals.remove(NOTHING);
    }
    List<String> objects = new ArrayList<>();
    for (Evidence evidence : snapshot.evidence()) {
      JsonNode manifest = evidence.content().node().path("manifest");
      objects.add(Objects.canonical(manifest));
    }
    return new Reading(objects, refusals, notices);
  }
}
