package dev.seaworthy.cli.hook;

import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.cli.check.InputFile;
import dev.seaworthy.cli.check.OneDocument;
import dev.seaworthy.cli.descriptor.Diagnostics;
import dev.seaworthy.cli.forge.ForgeKind;
import dev.seaworthy.collectors.document.Tree;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What is served: a list of what is allowed, without which an event moves nothing.
 *
 * @param forges by their names
 * @param repositories all of them
 */
record HookSettings(Map<String, ForgeKind> forges, List<ServedRepository> repositories) {
  static final int MAX_BYTES = 1 << 20;

  HookSettings {
    forges = Map.copyOf(forges);
    repositories = List.copyOf(repositories);
  }

  /**
   * Reads a file.
   *
   * @throws ConfigurationException tells everything that is wrong with it, and where
   */
  static HookSettings read(Path file) throws ConfigurationException {
    String name = file.toString();
    byte[] bytes = InputFile.bytes(file, MAX_BYTES);
    Diagnostics diagnostics = new Diagnostics(name);
    Optional<Tree> root = OneDocument.hooks(name, bytes, diagnostics);
    HookSettings settings =
        root.isPresent()
            ? new HookSettingsReader(diagnostics, file.toAbsolutePath()).read(root.get())
            : new HookSettings(Map.of(), List.of());
    if (diagnostics.hasErrors()) {
      throw new ConfigurationException(diagnostics.all());
    }
    return settings;
  }

  /** Forges take names in any case. */
  Optional<ServedRepository> repository(String forge, String project) {
    return repositories.stream()
        .filter(one -> one.forge().equals(forge) && one.project().equalsIgnoreCase(project))
        .findFirst();
  }

  /** Names of the forges, as paths have them. */
  Map<String, ForgeKind> sortedForges() {
    return new TreeMap<>(forges);
  }
}
