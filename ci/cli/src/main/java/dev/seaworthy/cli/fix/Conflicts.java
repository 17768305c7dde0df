package dev.seaworthy.cli.fix;

import dev.seaworthy.engine.json.JsonPath;
import java.util.List;

/**
 * Combinations that the API server or the kubelet refuses, and no control tells of: an edit must
 * not bring them about.
 */
final class Conflicts {
  private static final String CONTEXT = "securityContext";
  private static final List<String> CONTAINER_LISTS = List.of("containers", "initContainers");

  private Conflicts() {}

  /** Requires that the goal at {@code path} meets none. */
  static void require(YamlTree tree, JsonPath path) throws EditRefusedException {
    List<Object> steps = path.steps();
    String field = (String) steps.get(steps.size() - 1);
    switch (field) {
      case "allowPrivilegeEscalation" -> requireUnprivileged(tree, path);
      case "runAsNonRoot" -> requireNoRoot(tree, Remedy.pod(path));
      case "hostNetwork" -> requireNoHostProcess(tree, Remedy.pod(path));
      default -> {}
    }
  }

  private static void requireUnprivileged(YamlTree tree, JsonPath path)
      throws EditRefusedException {
    JsonPath context = new JsonPath(path.steps().subList(0, path.steps().size() - 1));
    JsonPath added = context.then("capabilities").then("add");
    if (tree.holds(context.then("privileged"), "true")) {
      throw new EditRefusedException(
          "the API server refuses it for a container that stays privileged");
    }
    if (tree.holds(added, "SYS_ADMIN", "CAP_SYS_ADMIN")) {
      throw new EditRefusedException("the API server refuses it beside capability SYS_ADMIN");
    }
  }

  private static void requireNoRoot(YamlTree tree, JsonPath pod) throws EditRefusedException {
    boolean root = isRoot(tree, pod);
    for (String list : CONTAINER_LISTS) {
      for (int i = 0; i < tree.size(pod.then(list)); i++) {
        root |= isRoot(tree, pod.then(list).then(i));
      }
    }
    if (root) {
      throw new EditRefusedException(
          "`runAsUser: 0` stands in the pod, and would keep it from starting: choose a user first");
    }
  }

  private static boolean isRoot(YamlTree tree, JsonPath holder) {
    return tree.holds(holder.then(CONTEXT).then("runAsUser"), "0");
  }

  private static void requireNoHostProcess(YamlTree tree, JsonPath pod)
      throws EditRefusedException {
    JsonPath hostProcess = pod.then(CONTEXT).then("windowsOptions").then("hostProcess");
    if (tree.holds(hostProcess, "true")) {
      throw new EditRefusedException("a Windows HostProcess pod needs it");
    }
  }
}
