package dev.seaworthy.collectors.tls.nginx;

import dev.seaworthy.collectors.Manifest;
import dev.seaworthy.collectors.document.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/** What containers find below {@code /etc/nginx} of ConfigMaps that are mounted there. */
final class NginxMounts {
  private static final String FOLDER = "/etc/nginx/";

  /** nginx's image fills these in and writes them to {@code conf.d}. */
  private static final String TEMPLATES = "templates/";

  private static final String TEMPLATE = ".template";

  /** A value of a ConfigMap. */
  record Value(Manifest map, String key, String text) {
    String name() {
      return map.subject().namespace() + "/" + map.subject().name() + "/" + key;
    }
  }

  private final Map<String, Manifest> configMaps = new TreeMap<>();

  NginxMounts(List<Manifest> manifests) {
    manifests.stream()
        .filter(one -> one.kind().equals("ConfigMap"))
        .forEach(one -> configMaps.put(key(one.subject().namespace(), one.subject().name()), one));
  }

  private static String key(String namespace, String name) {
    return namespace + "/" + name;
  }

  static List<Value> values(Manifest configMap) {
    List<Value> values = new ArrayList<>();
    configMap
        .root()
        .mapping("data")
        .map(Tree.Mapping::entries)
        .orElse(Map.of())
        .forEach(
            (key, entry) ->
                entry
                    .value()
                    .asText()
                    .ifPresent(text -> values.add(new Value(configMap, key, text))));
    return values;
  }

  /** Of each container with such a mount its files, by path below the folder. */
  List<Map<String, Value>> of(Manifest workload) {
    List<Map<String, Value>> all = new ArrayList<>();
    Optional<Tree.Mapping> pod = Optional.of(workload.root());
    for (Object step : workload.podPath().map(path -> path.steps()).orElse(List.of())) {
      pod = pod.flatMap(mapping -> mapping.mapping(String.valueOf(step)));
    }
    Map<String, Tree.Mapping> volumes = new TreeMap<>();
    pod.map(one -> one.items("volumes")).orElse(List.of()).stream()
        .flatMap(one -> one.asMapping().stream())
        .forEach(one -> one.text("name").ifPresent(name -> volumes.put(name, one)));
    for (Tree container : pod.map(one -> one.items("containers")).orElse(List.of())) {
      Map<String, Value> files = new TreeMap<>();
      container.asMapping().map(one -> one.items("volumeMounts")).orElse(List.of()).stream()
          .flatMap(one -> one.asMapping().stream())
          .forEach(mount -> mount(workload, volumes, mount, files::put));
      if (!files.isEmpty()) {
        all.add(files);
      }
    }
    return all;
  }

  private void mount(
      Manifest workload,
      Map<String, Tree.Mapping> volumes,
      Tree.Mapping mount,
      BiConsumer<String, Value> files) {
    String at = mount.text("mountPath").orElse("").replaceAll("/+$", "");
    Optional<Tree.Mapping> source =
        mount
            .text("name")
            .flatMap(name -> Optional.ofNullable(volumes.get(name)))
            .flatMap(volume -> volume.mapping("configMap"));
    Optional<Manifest> map =
        source
            .flatMap(one -> one.text("name"))
            .flatMap(
                name ->
                    Optional.ofNullable(configMaps.get(key(workload.subject().namespace(), name))));
    if (map.isEmpty()) {
      return;
    }
    Map<String, String> items = new TreeMap<>();
    source.map(one -> one.items("items")).orElse(List.of()).stream()
        .flatMap(one -> one.asMapping().stream())
        .forEach(
            one -> one.text("key").ifPresent(key -> items.put(key, one.text("path").orElse(key))));
    Optional<String> only = mount.text("subPath");
    for (Value value : values(map.get())) {
      String path = items.isEmpty() ? value.key() : items.getOrDefault(value.key(), "");
      String file = only.isEmpty() ? at + "/" + path : only.get().equals(path) ? at : "";
      if (!path.isEmpty() && file.startsWith(FOLDER)) {
        files.accept(below(file), value);
      }
    }
  }

  private static String below(String file) {
    String path = file.substring(FOLDER.length());
    return path.startsWith(TEMPLATES) && path.endsWith(TEMPLATE)
        ? "conf.d/" + path.substring(TEMPLATES.length(), path.length() - TEMPLATE.length())
        : path;
  }
}
