package dev.seaworthy.collectors.paths;

import dev.seaworthy.collectors.document.Tree;
import dev.seaworthy.engine.json.JsonPath;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** By which of its settings whoever takes over a pod comes to the pod's node. */
final class HostAccess {
  /**
   * One way out of a container.
   *
   * @param what for people
   * @param path where the object says so
   */
  record Way(String what, JsonPath path) {}

  /** Each is enough to load code into the kernel, or to read and write the node's files. */
  private static final Set<String> STRONG =
      Set.of("ALL", "DAC_READ_SEARCH", "SYS_ADMIN", "SYS_MODULE", "SYS_RAWIO");

  /** Whoever may read these has the node's credentials, or its container runtime obeys them. */
  private static final List<String> TELLING =
      List.of(
          "/etc/kubernetes",
          "/etc/rancher",
          "/run/containerd",
          "/run/crio",
          "/run/docker.sock",
          "/run/k3s",
          "/var/lib/etcd",
          "/var/lib/k0s",
          "/var/lib/kubelet/kubeconfig",
          "/var/lib/kubelet/pki",
          "/var/lib/kubelet/pods",
          "/var/lib/rancher");

  /** What is written here, the node runs, or obeys. */
  private static final List<String> RULING =
      List.of(
          "/bin",
          "/boot",
          "/etc/cron.d",
          "/etc/crontab",
          "/etc/ld.so.preload",
          "/etc/passwd",
          "/etc/profile.d",
          "/etc/shadow",
          "/etc/ssh",
          "/etc/sudoers.d",
          "/etc/systemd",
          "/lib",
          "/lib64",
          "/opt/cni/bin",
          "/proc",
          "/root",
          "/sbin",
          "/sys",
          "/usr/bin",
          "/usr/lib",
          "/usr/local",
          "/usr/sbin",
          "/var/lib/containerd",
          "/var/lib/docker",
          "/var/spool/cron");

  private final Tree.Mapping spec;
  private final Map<String, String> hostPaths = new HashMap<>();

  private HostAccess(Tree.Mapping spec) {
    this.spec = spec;
    for (Tree item : spec.items("volumes")) {
      item.asMapping()
          .ifPresent(
              volume ->
                  volume
                      .mapping("hostPath")
                      .flatMap(host -> host.text("path"))
                      .ifPresent(path -> hostPaths.put(volume.text("name").orElse(""), path)));
    }
  }

  /** The first way out of the first container that has one. */
  static Optional<Way> of(Tree.Mapping spec, List<RunningContainer> containers) {
    HostAccess access = new HostAccess(spec);
    return containers.stream().flatMap(access::ways).findFirst();
  }

  private Stream<Way> ways(RunningContainer container) {
    List<Way> ways = new ArrayList<>();
    Optional<Tree.Mapping> context = container.tree().mapping("securityContext");
    JsonPath at = container.path().then("securityContext");
    String who = "container `%s`".formatted(container.name());
    context
        .filter(one -> one.isTrue("privileged"))
        .ifPresent(one -> ways.add(new Way(who + " is privileged", at.then("privileged"))));
    if (isHostProcess(context)) {
      ways.add(new Way(who + " is a process of its node", container.path()));
    }
    capability(context)
        .ifPresent(
            name ->
                ways.add(
                    new Way(
                        "%s has the capability %s".formatted(who, name),
                        at.then("capabilities").then("add"))));
    mounted(container)
        .ifPresent(
            path ->
                ways.add(
                    new Way(
                        "%s mounts `%s` of its node".formatted(who, path),
                        container.path().then("volumeMounts"))));
    return ways.stream();
  }

  /** The container's own word counts before the pod's. */
  private boolean isHostProcess(Optional<Tree.Mapping> context) {
    return Stream.of(context, spec.mapping("securityContext"))
        .flatMap(Optional::stream)
        .flatMap(one -> one.mapping("windowsOptions").stream())
        .filter(options -> options.get("hostProcess").isPresent())
        .findFirst()
        .filter(options -> options.isTrue("hostProcess"))
        .isPresent();
  }

  /** In a user name space of the pod's own, capabilities are none on the node. */
  private Optional<String> capability(Optional<Tree.Mapping> context) {
    if (spec.isFalse("hostUsers")) {
      return Optional.empty();
    }
    boolean seesProcesses = spec.isTrue("hostPID");
    return context
        .flatMap(one -> one.mapping("capabilities"))
        .map(one -> one.items("add"))
        .orElse(List.of())
        .stream()
        .flatMap(name -> name.asText().stream())
        .map(name -> name.toUpperCase(Locale.ROOT).replaceFirst("^CAP_", ""))
        .filter(name -> STRONG.contains(name) || (seesProcesses && name.equals("SYS_PTRACE")))
        .findFirst();
  }

  private Optional<String> mounted(RunningContainer container) {
    return container.mounts().stream()
        .filter(mount -> hostPaths.containsKey(mount.volume()))
        .filter(mount -> leadsOut(path(mount), mount.readOnly()))
        .map(this::path)
        .findFirst();
  }

  private String path(RunningContainer.Mount mount) {
    String whole = hostPaths.getOrDefault(mount.volume(), "") + "/" + mount.subPath();
    String path = whole.replaceAll("/+", "/").replaceFirst("/$", "");
    // The first is a link to the second on all nodes that Kubernetes knows.
    String told = path.replaceFirst("^/var/run(?=/|$)", "/run");
    return told.isEmpty() ? "/" : told;
  }

  private static boolean leadsOut(String path, boolean readOnly) {
    return TELLING.stream().anyMatch(place -> meet(path, place))
        || (!readOnly && RULING.stream().anyMatch(place -> meet(path, place)));
  }

  /** Whether one of two paths is the other, or in it. */
  private static boolean meet(String path, String place) {
    String one = path.equals("/") ? "/" : path + "/";
    String other = place + "/";
    return one.startsWith(other) || other.startsWith(one);
  }
}
