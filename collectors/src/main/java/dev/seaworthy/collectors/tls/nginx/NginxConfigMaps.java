package dev.seaworthy.collectors.tls.nginx;

import dev.seaworthy.collectors.Manifest;
import dev.seaworthy.collectors.document.SourceFile;
import dev.seaworthy.engine.evidence.Location;
import dev.seaworthy.engine.evidence.Observation;
import dev.seaworthy.engine.evidence.Source;
import dev.seaworthy.engine.json.JsonPath;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Reads nginx's configuration out of ConfigMaps: what containers find below {@code /etc/nginx}, and
 * of ConfigMaps that nobody mounts there what is called {@code nginx.conf}.
 */
public final class NginxConfigMaps {
  private static final String MAIN = "nginx.conf";

  /** What the packaged {@code nginx.conf} includes. */
  private static final List<String> PARTS = List.of("conf.d/", "sites-enabled/");

  private final String collector;
  private final List<Manifest> manifests;
  private final List<Observation> observations = new ArrayList<>();
  private final Set<Map<String, String>> read = new HashSet<>();
  private final Set<String> mounted = new HashSet<>();

  /**
   * @param collector whose evidence it is
   */
  public NginxConfigMaps(String collector, List<Manifest> manifests) {
    this.collector = collector;
    this.manifests = manifests;
  }

  public List<Observation> observations() {
    NginxMounts mounts = new NginxMounts(manifests);
    manifests.stream()
        .filter(Manifest::makesPods)
        .flatMap(one -> mounts.of(one).stream())
        .forEach(this::readMounted);
    manifests.stream().filter(one -> one.kind().equals("ConfigMap")).forEach(this::readAlone);
    return observations;
  }

  private void readMounted(Map<String, NginxMounts.Value> files) {
    files.values().forEach(one -> mounted.add(one.name()));
    // Replicas of one configuration say the same.
    Map<String, String> names = new TreeMap<>();
    files.forEach((path, value) -> names.put(path, value.name()));
    if (!read.add(names)) {
      return;
    }
    if (files.containsKey(MAIN)) {
      read(MAIN, files);
      return;
    }
    files.keySet().stream().filter(NginxConfigMaps::isPart).forEach(path -> read(path, files));
  }

  private static boolean isPart(String path) {
    return PARTS.stream().anyMatch(path::startsWith)
        && (path.endsWith(".conf") || path.startsWith("sites-enabled/"));
  }

  private void readAlone(Manifest configMap) {
    Map<String, NginxMounts.Value> files = new TreeMap<>();
    NginxMounts.values(configMap).forEach(one -> files.put(one.key(), one));
    files.values().stream()
        .filter(one -> one.key().endsWith(MAIN) && !mounted.contains(one.name()))
        .forEach(one -> read(one.key(), files));
  }

  private void read(String path, Map<String, NginxMounts.Value> files) {
    NginxMounts.Value main = Optional.ofNullable(files.get(path)).orElseThrow();
    Source from = main.map().source();
    Source source = new Source(collector, from.file(), from.document());
    observations.addAll(
        new NginxFile(file(path, files), main.text(), source, at -> seen(at, main, files))
            .observations());
  }

  /** Lines within a value are not those of the manifest: all of them are at its key. */
  private static Location seen(
      Location at, NginxMounts.Value main, Map<String, NginxMounts.Value> files) {
    NginxMounts.Value value =
        files.values().stream()
            .filter(one -> one.name().equals(at.file()))
            .findFirst()
            .orElse(main);
    return value.map().locations().locate(JsonPath.of("data", value.key()));
  }

  private static SourceFile file(String path, Map<String, NginxMounts.Value> files) {
    NginxMounts.Value value = Optional.ofNullable(files.get(path)).orElseThrow();
    byte[] bytes = value.text().getBytes(StandardCharsets.UTF_8);
    return new SourceFile(
        value.name(), bytes.length, () -> new ByteArrayInputStream(bytes), new Mounted(files));
  }

  /** Files beside each other in a container. */
  private record Mounted(Map<String, NginxMounts.Value> files) implements SourceFile.Folder {
    @Override
    public Optional<SourceFile> file(String name) {
      return files.containsKey(name)
          ? Optional.of(NginxConfigMaps.file(name, files))
          : Optional.empty();
    }

    @Override
    public List<String> names(String below, int limit) {
      String start = below.isEmpty() ? "" : below + "/";
      return files.keySet().stream()
          .filter(path -> path.startsWith(start) && path.indexOf('/', start.length()) < 0)
          .map(path -> path.substring(start.length()))
          .limit(limit)
          .toList();
    }
  }
}
