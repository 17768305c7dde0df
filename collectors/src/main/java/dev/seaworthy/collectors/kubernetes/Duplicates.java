package dev.seaworthy.collectors.kubernetes;

import dev.seaworthy.collectors.Manifest;
import dev.seaworthy.collectors.document.Tree;
import dev.seaworthy.engine.evidence.Gap;
import dev.seaworthy.engine.evidence.Location;
import dev.seaworthy.engine.evidence.Observation;
import dev.seaworthy.engine.evidence.Source;
import dev.seaworthy.engine.evidence.Subject;
import dev.seaworthy.engine.json.JsonPath;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Finds objects that stand twice: which of them the cluster gets depends on the order of applying.
 * An object from a cluster beside its manifest is the same thing in two states, not twice.
 */
final class Duplicates {
  private static final String LIVE = " live";

  private final Map<Subject, List<Manifest>> bySubject = new TreeMap<>();

  Duplicates(List<Manifest> manifests) {
    for (Manifest manifest : manifests) {
      bySubject.computeIfAbsent(manifest.subject(), subject -> new ArrayList<>()).add(manifest);
    }
  }

  List<Observation> gaps() {
    return bySubject.values().stream()
        .filter(same -> same.size() > 1)
        .flatMap(same -> gaps(same).stream())
        .toList();
  }

  /** One kind name may belong to several groups; versions of one group are one kind. */
  private static List<Observation> gaps(List<Manifest> same) {
    List<Observation> gaps = new ArrayList<>();
    Map<String, Location> firstOfGroup = new HashMap<>();
    for (Manifest manifest : same) {
      Tree.Mapping root = manifest.root();
      String apiVersion = root.text("apiVersion").orElse("");
      boolean named =
          root.mapping("metadata").flatMap(metadata -> metadata.text("name")).isPresent();
      Location here = manifest.locations().locate(JsonPath.ROOT);
      String group = KubernetesObjects.group(apiVersion) + (isLive(root) ? LIVE : "");
      Location first = named ? firstOfGroup.putIfAbsent(group, here) : null;
      // An object with several pod specs is as many pieces of evidence, all from one place.
      if (first != null && !first.equals(here)) {
        gaps.add(gap(manifest, first, here));
      }
    }
    return gaps;
  }

  /** The API server gives every object a {@code uid}; no manifest has one. */
  private static boolean isLive(Tree.Mapping root) {
    return root.mapping("metadata").flatMap(metadata -> metadata.text("uid")).isPresent();
  }

  private static Gap gap(Manifest manifest, Location first, Location here) {
    Source source =
        new Source(
            KubernetesCollector.NAME, manifest.source().file(), manifest.source().document());
    return new Gap(
        KubernetesProblems.duplicate(manifest.subject(), first),
        source,
        here,
        KindEvidence.of(manifest));
  }
}
