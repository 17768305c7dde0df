package dev.seaworthy.cli.policy;

import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.cli.format.PrettyJson;
import dev.seaworthy.engine.json.CanonicalJson;
import dev.seaworthy.engine.policy.PolicyException;
import dev.seaworthy.engine.policy.bundle.BundleIndex;
import dev.seaworthy.engine.policy.bundle.BundleStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The index of built bundles, as it is to be written. */
final class IndexFile {
  private IndexFile() {}

  /**
   * The index after a build: other versions and bundles stay as long as their archives are there.
   *
   * @param keys names of the key files
   */
  static byte[] after(PolicySources sources, List<BuiltBundle> built, Collection<String> keys)
      throws ConfigurationException, PolicyException {
    Map<String, BundleIndex.Entry> entries = new TreeMap<>();
    if (Files.isRegularFile(sources.file(BundleIndex.FILE))) {
      BundleIndex.open(BundleStore.folder(sources.root())).entries().stream()
          .filter(entry -> Files.isRegularFile(sources.file(entry.file())))
          .forEach(entry -> entries.put(entry.file(), entry));
    }
    built.forEach(one -> entries.put(one.entry().file(), one.entry()));
    List<Object> bundles = new ArrayList<>();
    entries.values().stream()
        .sorted(BundleIndex.Entry.ORDER)
        .forEach(entry -> bundles.add(tree(entry)));
    return pretty(
        CanonicalJson.of(Map.of("bundles", bundles, "keys", keys.stream().sorted().toList())));
  }

  private static Map<String, Object> tree(BundleIndex.Entry entry) {
    return Map.of(
        "name", entry.name(),
        "version", entry.version(),
        "digest", entry.digest().toString(),
        "file", entry.file(),
        "title", entry.title(),
        "controls", entry.controls());
  }

  private static byte[] pretty(CanonicalJson json) {
    StringBuilder text = new StringBuilder();
    try {
      PrettyJson.write(json, text);
    } catch (IOException e) {
      throw new IllegalStateException("writing to memory cannot fail", e);
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }
}
