package dev.seaworthy.cli.check;

import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.cli.descriptor.Descriptor;
import dev.seaworthy.cli.descriptor.DescriptorReader;
import dev.seaworthy.cli.descriptor.Diagnostics;
import dev.seaworthy.collectors.document.Tree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Tells a release descriptor from evidence, and reads it. */
final class TargetReader {
  /** No honest descriptor is larger; evidence may be. */
  private static final long MAX_DESCRIPTOR_BYTES = 1 << 20;

  private static final Set<String> NAMES = Set.of("release.yaml", "release.yml");
  private static final Pattern KIND = Pattern.compile("(?m)^kind:\\s*[\"']?Release[\"']?\\s*$");
  private static final Pattern API_VERSION =
      Pattern.compile("(?m)^apiVersion:\\s*[\"']?seaworthy\\.dev/");

  private final Set<String> collectors;
  private final Diagnostics diagnostics;

  /**
   * @param diagnostics takes the mistakes of the descriptor, if there is one
   */
  TargetReader(Set<String> collectors, Diagnostics diagnostics) {
    this.collectors = Set.copyOf(collectors);
    this.diagnostics = diagnostics;
  }

  /** The first of the paths that is a descriptor, as the user named it. */
  static Optional<Path> descriptorAmong(Sources sources) {
    return sources.paths().stream()
        .filter(path -> !path.equals("-"))
        .map(Path::of)
        .filter(path -> isDescriptor(sources.folder().resolve(path)))
        .findFirst();
  }

  Target read(Sources sources) throws ConfigurationException {
    List<String> paths = sources.paths();
    Optional<Path> file = descriptorAmong(sources);
    if (file.isEmpty()) {
      return new Target.Paths(paths);
    }
    if (paths.size() > 1) {
      throw new ConfigurationException(
          "DESCRIPTOR_NOT_ALONE",
          "`%s` describes a release, and is checked alone".formatted(file.get()),
          "name the other paths in its `evidence`, or leave it out");
    }
    return new Target.Declared(
        descriptor(file.get(), sources.folder()), file.get(), sources.folder());
  }

  private static boolean isDescriptor(Path file) {
    if (!Files.isRegularFile(file)) {
      return false;
    }
    String name = String.valueOf(file.getFileName());
    if (NAMES.contains(name)) {
      return true;
    }
    return (name.endsWith(".yaml") || name.endsWith(".yml")) && describesRelease(file);
  }

  private static boolean describesRelease(Path file) {
    try {
      if (Files.size(file) > MAX_DESCRIPTOR_BYTES) {
        return false;
      }
      String text =
          new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1);
      return KIND.matcher(text).find() && API_VERSION.matcher(text).find();
    } catch (IOException e) {
      // What cannot be read is reported as a gap where evidence is gathered.
      return false;
    }
  }

  private Descriptor descriptor(Path file, Path base) throws ConfigurationException {
    byte[] bytes = InputFile.bytes(base.resolve(file), (int) MAX_DESCRIPTOR_BYTES);
    Optional<Tree> root = OneDocument.release(file.toString(), bytes, diagnostics);
    if (root.isEmpty()) {
      throw new ConfigurationException(diagnostics.all());
    }
    return new DescriptorReader(collectors, diagnostics).read(root.get());
  }
}
