package dev.seaworthy.collectors.network.reach;

import dev.seaworthy.collectors.Folder;
import dev.seaworthy.collectors.GatherOptions;
import dev.seaworthy.collectors.Gatherer;
import dev.seaworthy.collectors.Manifest;
import dev.seaworthy.collectors.Request;
import dev.seaworthy.collectors.kubernetes.KubernetesCollector;
import dev.seaworthy.collectors.kubernetes.PodPaths;
import java.nio.file.Path;
import java.util.List;

/** Reads manifests as the network commands do. */
final class Inputs {
  private Inputs() {}

  static List<Manifest> in(Path folder) {
    return Manifest.in(
        new Gatherer(
                List.of(KubernetesCollector.forNetworks(Folder.SALT, PodPaths.BUILT_IN)),
                GatherOptions.DEFAULT)
            .gather(List.of(Request.of(List.of("."), folder)))
            .evidence());
  }
}
