package dev.seaworthy.collectors.paths;

import dev.seaworthy.collectors.document.Tree;
import dev.seaworthy.engine.json.JsonPath;
import java.util.ArrayList;
import java.util.List;

/**
 * A container that runs as long as its pod does, and so can be taken over while the pod serves.
 *
 * @param path the way to it in the object's tree
 */
record RunningContainer(JsonPath path, Tree.Mapping tree) {
  /** One place where a container mounts a volume. */
  record Mount(String volume, String subPath, boolean readOnly) {}

  /** Those of a pod spec: init containers end before, unless they are sidecars. */
  static List<RunningContainer> in(Tree.Mapping spec, JsonPath specPath) {
    List<RunningContainer> running = new ArrayList<>();
    for (String key : List.of("initContainers", "containers", "ephemeralContainers")) {
      List<Tree> items = spec.items(key);
      for (int i = 0; i < items.size(); i++) {
        JsonPath path = specPath.then(key).then(i);
        items
            .get(i)
            .asMapping()
            .filter(one -> !key.equals("initContainers") || isSidecar(one))
            .ifPresent(one -> running.add(new RunningContainer(path, one)));
      }
    }
    return running;
  }

  private static boolean isSidecar(Tree.Mapping container) {
    return container.text("restartPolicy").orElse("").equals("Always");
  }

  String name() {
    return tree.text("name").orElse("");
  }

  List<Mount> mounts() {
    return tree.items("volumeMounts").stream()
        .flatMap(mount -> mount.asMapping().stream())
        .map(
            mount ->
                new Mount(
                    mount.text("name").orElse(""),
                    mount.text("subPath").orElse(""),
                    mount.isTrue("readOnly")))
        .toList();
  }
}
