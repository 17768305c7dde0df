package dev.seaworthy.collectors.paths;

import dev.seaworthy.collectors.document.Tree;
import dev.seaworthy.engine.json.JsonPath;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/** The Secrets that running containers hold: in their environment, or as files. */
final class GivenSecrets {
  private final Map<String, JsonPath> places = new TreeMap<>();

  private GivenSecrets() {}

  /**
   * Their names, all of the pod's own name space, with the place of the first reference to each.
   *
   * @param specPath the way to the pod's spec in the object's tree
   */
  static Map<String, JsonPath> of(
      Tree.Mapping spec, JsonPath specPath, List<RunningContainer> containers) {
    GivenSecrets given = new GivenSecrets();
    Set<String> mounted = new HashSet<>();
    for (RunningContainer container : containers) {
      container.mounts().forEach(mount -> mounted.add(mount.volume()));
      given.addEnvironment(container);
    }
    eachMapping(
        spec,
        specPath,
        "volumes",
        (volume, path) -> {
          if (mounted.contains(volume.text("name").orElse(""))) {
            given.addVolume(volume, path);
          }
        });
    return given.places;
  }

  private void addEnvironment(RunningContainer container) {
    eachMapping(
        container.tree(),
        container.path(),
        "envFrom",
        (from, path) -> add(from, path, "secretRef", "name"));
    eachMapping(
        container.tree(),
        container.path(),
        "env",
        (variable, path) ->
            variable
                .mapping("valueFrom")
                .ifPresent(from -> add(from, path.then("valueFrom"), "secretKeyRef", "name")));
  }

  private void addVolume(Tree.Mapping volume, JsonPath path) {
    add(volume, path, "secret", "secretName");
    volume
        .mapping("projected")
        .ifPresent(
            projected ->
                eachMapping(
                    projected,
                    path.then("projected"),
                    "sources",
                    (source, at) -> add(source, at, "secret", "name")));
  }

  private void add(Tree.Mapping holder, JsonPath path, String key, String field) {
    holder
        .mapping(key)
        .flatMap(reference -> reference.text(field))
        .filter(name -> !name.isEmpty())
        .ifPresent(name -> places.putIfAbsent(name, path.then(key).then(field)));
  }

  private static void eachMapping(
      Tree.Mapping parent, JsonPath path, String key, BiConsumer<Tree.Mapping, JsonPath> taker) {
    List<Tree> items = parent.items(key);
    for (int i = 0; i < items.size(); i++) {
      JsonPath at = path.then(key).then(i);
      items.get(i).asMapping().ifPresent(item -> taker.accept(item, at));
    }
  }
}
