package dev.seaworthy.cli.policy;

import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.cli.check.InputFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A folder of policies in their source form: bundles side by side, what they share in {@code lib},
 * and what is built in {@code dist}.
 *
 * @param root the folder
 * @param bundles names of the bundles' folders, in order
 */
record PolicySources(Path root, List<String> bundles) {
  static final String BUNDLE = "bundle.json";
  static final String LIB = "lib";
  static final String CAPABILITIES = "capabilities.json";
  static final String KEYS = "keys";

  private static final String REGO = ".rego";
  private static final String TEST = "_test.rego";

  PolicySources {
    bundles = List.copyOf(bundles);
  }

  /**
   * Finds the bundles that are asked for.
   *
   * @param folders folders of bundles, or of policies with bundles in them
   */
  static List<PolicySources> find(List<Path> folders) throws ConfigurationException {
    SortedMap<Path, List<String>> found = new TreeMap<>();
    for (Path folder : folders) {
      Path whole = folder.toAbsolutePath().normalize();
      if (!Files.isDirectory(whole)) {
        throw refused(folder, "there is no such folder", "name the folder of the policies");
      }
      Path parent = whole.getParent();
      if (parent != null && Files.isRegularFile(whole.resolve(BUNDLE))) {
        found.computeIfAbsent(parent, none -> new ArrayList<>()).add(nameOf(whole));
      } else {
        found.computeIfAbsent(whole, none -> new ArrayList<>()).addAll(bundlesIn(whole));
      }
    }
    return found.entrySet().stream()
        .map(it -> new PolicySources(it.getKey(), it.getValue().stream().distinct().toList()))
        .toList();
  }

  /** The policies of a bundle or of {@code lib}, without tests, by name relative to the root. */
  SortedMap<String, String> policies(String folder) throws ConfigurationException {
    SortedMap<String, String> policies = rego(folder);
    policies.keySet().removeIf(name -> name.endsWith(TEST));
    return policies;
  }

  /** Tests too. */
  SortedMap<String, String> rego(String folder) throws ConfigurationException {
    SortedMap<String, String> rego = new TreeMap<>();
    Path start = root.resolve(folder);
    if (!Files.isDirectory(start)) {
      return rego;
    }
    for (Path file : files(start)) {
      String name = root.relativize(file).toString().replace('\\', '/');
      if (name.endsWith(REGO)) {
        rego.put(name, InputFile.text(file));
      }
    }
    return rego;
  }

  Path file(String name) {
    return root.resolve(name);
  }

  Optional<byte[]> optional(String name) throws ConfigurationException {
    Path file = root.resolve(name);
    return Files.isRegularFile(file) ? Optional.of(InputFile.bytes(file)) : Optional.empty();
  }

  /** Public keys, by name relative to the root. */
  SortedMap<String, String> keys() throws ConfigurationException {
    SortedMap<String, String> keys = new TreeMap<>();
    Path folder = root.resolve(KEYS);
    if (Files.isDirectory(folder)) {
      for (Path file : files(folder)) {
        if (file.toString().endsWith(".pem")) {
          keys.put(KEYS + "/" + nameOf(file), InputFile.text(file));
        }
      }
    }
    return keys;
  }

  private static List<String> bundlesIn(Path root) throws ConfigurationException {
    try (Stream<Path> entries = Files.list(root)) {
      List<String> names =
          entries
              .filter(entry -> Files.isRegularFile(entry.resolve(BUNDLE)))
              .map(PolicySources::nameOf)
              .sorted()
              .toList();
      if (names.isEmpty()) {
        throw refused(
            root,
            "no folder in it has a `%s`".formatted(BUNDLE),
            "name the folder of the policies");
      }
      return names;
    } catch (IOException e) {
      throw refused(root, "it cannot be listed", "let this user read it: `chmod u+rx`");
    }
  }

  private static List<Path> files(Path start) throws ConfigurationException {
    try (Stream<Path> walk = Files.walk(start)) {
      return walk.filter(Files::isRegularFile).sorted().toList();
    } catch (IOException e) {
      throw refused(start, "it cannot be listed", "let this user read it: `chmod u+rx`");
    }
  }

  private static String nameOf(Path path) {
    return String.valueOf(path.getFileName());
  }

  private static ConfigurationException refused(Path folder, String why, String fix) {
    return new ConfigurationException(
        "POLICY_SOURCE", "`%s` holds no policies: %s".formatted(folder, why), fix);
  }
}
