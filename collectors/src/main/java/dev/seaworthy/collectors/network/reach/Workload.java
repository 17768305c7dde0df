package dev.seaworthy.collectors.network.reach;

import dev.seaworthy.collectors.Manifest;
import dev.seaworthy.collectors.network.PodSet;
import java.util.Set;

/**
 * Pods that are one peer: those that one object makes, or one pod that nothing owns.
 *
 * @param manifest where it is written
 * @param pods what policies see of it
 * @param kind of the object that makes the pods
 * @param name of that object
 * @param networks names of the secondary networks that it is attached to
 */
record Workload(Manifest manifest, PodSet pods, String kind, String name, Set<String> networks) {
  Workload {
    networks = Set.copyOf(networks);
  }

  String namespace() {
    return pods.namespace();
  }

  /** Such as {@code shop/web[Deployment]}. */
  String display() {
    return namespace() + "/" + name + "[" + kind + "]";
  }
}
