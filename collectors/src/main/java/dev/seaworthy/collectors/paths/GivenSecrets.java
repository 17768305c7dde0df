package dev.seaworthy.collectors.paths;

import dev.seaworthy.collectors.document.Tree;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The Secrets that running containers hold: in their environment, or as files. */
final class GivenSecrets {
  private GivenSecrets() {}

  /** Their names, all of the pod's own name space. */
  static Set<String> of(Tree.Mapping spec, List<RunningContainer> containers) {
    Set<String> mounted = new HashSet<>();
    Set<String> names = new TreeSet<>();
    for (RunningContainer container : containers) {
      container.mounts().forEach(mount -> mounted.add(mount.volume()));
      inEnvironment(container.tree()).forEach(names::add);
    }
    Map<String, List<String>> volumes = new HashMap<>();
    for (Tree item : spec.items("volumes")) {
      item.asMapping()
          .ifPresent(
              volume -> volumes.put(volume.text("name").orElse(""), inVolume(volume).toList()));
    }
    mounted.forEach(volume -> names.addAll(volumes.getOrDefault(volume, List.of())));
    names.remove("");
    return names;
  }

  private static Stream<String> inEnvironment(Tree.Mapping container) {
    Stream<Tree.Mapping> whole =
        mappings(container.items("envFrom")).flatMap(from -> from.mapping("secretRef").stream());
    Stream<Tree.Mapping> keys =
        mappings(container.items("env"))
            .flatMap(variable -> variable.mapping("valueFrom").stream())
            .flatMap(from -> from.mapping("secretKeyRef").stream());
    return Stream.concat(whole, keys).flatMap(reference -> reference.text("name").stream());
  }

  private static Stream<String> inVolume(Tree.Mapping volume) {
    Stream<String> whole =
        volume.mapping("secret").stream().flatMap(secret -> secret.text("secretName").stream());
    Stream<String> projected =
        volume.mapping("projected").stream()
            .flatMap(one -> mappings(one.items("sources")))
            .flatMap(source -> source.mapping("secret").stream())
            .flatMap(secret -> secret.text("name").stream());
    return Stream.concat(whole, projected);
  }

  private static Stream<Tree.Mapping> mappings(List<Tree> items) {
    return items.stream().flatMap(item -> item.asMapping().stream());
  }
}
