package dev.seaworthy.collectors.network.reach;

import dev.seaworthy.collectors.Manifest;
import dev.seaworthy.collectors.document.Tree;
import dev.seaworthy.collectors.kubernetes.KubernetesObjects;
import dev.seaworthy.collectors.kubernetes.LabelSelector;
import dev.seaworthy.collectors.network.PodSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds the workloads among manifests. */
final class Workloads {
  static final String MACHINES = "kubevirt.io";
  static final String VM = "VirtualMachine";
  static final String VM_INSTANCE = "VirtualMachineInstance";

  private record Named(String kind, String name) {}

  private Workloads() {}

  /** All workloads in the manifests' order; what another of them stands for is left out. */
  static List<Workload> of(List<Manifest> manifests) {
    List<Workload> all =
        manifests.stream().flatMap(manifest -> workload(manifest).stream()).toList();
    Set<String> machines = new HashSet<>();
    all.stream()
        .filter(one -> one.manifest().kind().startsWith(VM))
        .forEach(one -> machines.add(one.namespace() + "/" + one.manifest().subject().name()));
    return all.stream().filter(one -> !standsForMachine(one, machines)).toList();
  }

  private static Optional<Workload> workload(Manifest manifest) {
    if (manifest.subject().namespace().isEmpty()) {
      return Optional.empty();
    }
    if (manifest.kind().startsWith(VM)) {
      Tree.Mapping root = manifest.root();
      return KubernetesObjects.group(root.text("apiVersion").orElse("")).equals(MACHINES)
          ? machine(manifest, root)
          : Optional.empty();
    }
    if (!manifest.makesPods() && !manifest.kind().equals("Pod")) {
      return Optional.empty();
    }
    Tree.Mapping root = manifest.root();
    return template(manifest, root).map(template -> workload(manifest, root, template));
  }

  /** A Pod counts under any API group, as there is but one kind of this name. */
  private static Optional<Tree.Mapping> template(Manifest manifest, Tree.Mapping root) {
    if (!manifest.kind().equals("Pod")) {
      return PodSet.template(manifest, root);
    }
    return Optional.of(root)
        .filter(pod -> pod.mapping("spec").isPresent())
        .filter(pod -> !isOver(pod));
  }

  /** Pods that have run to their end talk to nobody. */
  private static boolean isOver(Tree.Mapping pod) {
    return pod.mapping("status")
        .flatMap(status -> status.text("phase"))
        .filter(phase -> phase.equals("Succeeded") || phase.equals("Failed"))
        .isPresent();
  }

  private static Workload workload(Manifest manifest, Tree.Mapping root, Tree.Mapping template) {
    PodSet pods = PodSet.of(manifest, template);
    Named owner =
        manifest.kind().equals("Pod")
            ? owner(template).orElse(new Named("Pod", pods.name()))
            : new Named(pods.kind(), pods.name());
    Set<String> networks =
        template
            .mapping("metadata")
            .flatMap(metadata -> metadata.mapping("annotations"))
            .flatMap(annotations -> annotations.text(Attachments.ANNOTATION))
            .map(Attachments::names)
            .orElse(Set.of());
    return new Workload(
        manifest, pods, owner.kind(), owner.name(), networks, identity(manifest, root, template));
  }

  private static Workload.Identity identity(
      Manifest manifest, Tree.Mapping root, Tree.Mapping template) {
    Tree.Mapping spec = template.mapping("spec").orElseThrow();
    String namespace = manifest.subject().namespace();
    return new Workload.Identity(
        spec.items("containers").stream()
            .flatMap(container -> container.asMapping().stream())
            .flatMap(container -> container.text("image").stream())
            .distinct()
            .sorted()
            .toList(),
        spec.text("serviceAccountName").orElse("default"),
        owner(root).map(one -> Workload.display(namespace, one.name(), one.kind())).orElse(""));
  }

  /** The object that controls a pod; one that does not say its kind lends its name alone. */
  private static Optional<Named> owner(Tree.Mapping object) {
    return object.mapping("metadata").stream()
        .flatMap(metadata -> metadata.items("ownerReferences").stream())
        .flatMap(reference -> reference.asMapping().stream())
        .filter(reference -> reference.isTrue("controller"))
        .flatMap(
            reference ->
                reference.text("name").stream()
                    .map(name -> new Named(reference.text("kind").orElse("Pod"), name)))
        .findFirst();
  }

  private static Optional<Workload> machine(Manifest manifest, Tree.Mapping root) {
    Tree.Mapping template =
        manifest.kind().equals(VM)
            ? root.mapping("spec").flatMap(spec -> spec.mapping("template")).orElse(root)
            : root;
    Named named =
        manifest.kind().equals(VM_INSTANCE)
            ? owner(root).orElse(new Named(VM_INSTANCE, manifest.subject().name()))
            : new Named(manifest.kind(), manifest.subject().name());
    if (!manifest.kind().equals(VM) && !manifest.kind().equals(VM_INSTANCE)) {
      return Optional.empty();
    }
    Map<String, String> labels =
        template
            .mapping("metadata")
            .flatMap(metadata -> metadata.mapping("labels"))
            .map(LabelSelector::labels)
            .orElse(Map.of());
    PodSet pods =
        new PodSet(
            manifest.subject().namespace(), named.kind(), named.name(), labels, false, Set.of());
    Set<String> networks = template.mapping("spec").map(Attachments::ofMachine).orElse(Set.of());
    return Optional.of(
        new Workload(
            manifest, pods, named.kind(), named.name(), networks, Workload.Identity.UNKNOWN));
  }

  /** The pod that runs a machine, and a machine's instance, are the machine where it is known. */
  private static boolean standsForMachine(Workload workload, Set<String> machines) {
    boolean launcher =
        workload.manifest().kind().equals("Pod") && workload.kind().equals(VM_INSTANCE);
    return launcher && machines.contains(workload.namespace() + "/" + workload.name());
  }
}
