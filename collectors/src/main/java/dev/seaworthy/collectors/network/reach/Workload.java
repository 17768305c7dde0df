package dev.seaworthy.collectors.network.reach;

import dev.seaworthy.collectors.Manifest;
import dev.seaworthy.collectors.network.PodSet;
import java.util.List;
import java.util.Set;

/**
 * Pods that are one peer: those that one object makes, or one pod that nothing owns.
 *
 * @param manifest where it is written
 * @param pods what policies see of it
 * @param kind of the object that makes the pods
 * @param name of that object
 * @param networks names of the secondary networks that it is attached to
 * @param identity what runs in the pods and as whom
 */
record Workload(
    Manifest manifest,
    PodSet pods,
    String kind,
    String name,
    Set<String> networks,
    Identity identity) {
  /**
   * What runs in pods, and what made them.
   *
   * @param images of the containers, sorted
   * @param serviceAccount {@code default} where the pods name none
   * @param controller display name of the object that controls the workload, empty if none does
   */
  record Identity(List<String> images, String serviceAccount, String controller) {
    /** Of a virtual machine, which hides what runs in it. */
    static final Identity UNKNOWN = new Identity(List.of(), "", "");

    Identity {
      images = List.copyOf(images);
    }
  }

  Workload {
    networks = Set.copyOf(networks);
  }

  String namespace() {
    return pods.namespace();
  }

  /** Such as {@code shop/web[Deployment]}. */
  String display() {
    return display(namespace(), name, kind);
  }

  static String display(String namespace, String name, String kind) {
    return namespace + "/" + name + "[" + kind + "]";
  }
}
