package dev.seaworthy.cli.policy;

import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.cli.check.OutputFile;
import dev.seaworthy.cli.terminal.Progress;
import dev.seaworthy.engine.policy.PolicyException;
import dev.seaworthy.engine.policy.bundle.BundleFiles;
import dev.seaworthy.engine.policy.bundle.BundleIndex;
import dev.seaworthy.engine.policy.bundle.BundleSigner;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Builds the bundles of one folder of policies in memory; then writes them, or compares. */
final class PolicyBuild {
  private final PolicySources sources;
  private final List<BuiltBundle> built;

  /** Every file the build gives, by name relative to the folder. */
  private final SortedMap<String, byte[]> files;

  private PolicyBuild(
      PolicySources sources, List<BuiltBundle> built, SortedMap<String, byte[]> files) {
    this.sources = sources;
    this.built = built;
    this.files = files;
  }

  static PolicyBuild of(
      Opa opa, PolicySources sources, Optional<BundleSigner> signer, Progress progress)
      throws ConfigurationException, PolicyException {
    BundleSigning signing = new BundleSigning(signer, sources);
    List<BuiltBundle> built = new ArrayList<>();
    for (String bundle : sources.bundles()) {
      progress.step("building " + bundle);
      BundleFiles unsigned = new BundleBuilder(opa, sources, bundle).build();
      built.add(BuiltBundle.of(signing.signed(unsigned, bundle), bundle));
    }
    requireUniqueIds(built);
    return new PolicyBuild(sources, built, files(sources, built, signing.keyFiles()));
  }

  List<BuiltBundle> built() {
    return List.copyOf(built);
  }

  /** Names of the files that are missing or have other bytes than the build gives. */
  List<String> differing() throws ConfigurationException {
    List<String> differing = new ArrayList<>();
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      Optional<byte[]> there = sources.optional(file.getKey());
      if (there.isEmpty() || !Arrays.equals(there.get(), file.getValue())) {
        differing.add(file.getKey());
      }
    }
    return differing;
  }

  /** Writes what differs. */
  void write() throws ConfigurationException {
    for (String name : differing()) {
      Path file = sources.file(name);
      try {
        Files.createDirectories(file.resolveSibling("."));
      } catch (IOException e) {
        throw new ConfigurationException(
            "CANNOT_WRITE",
            "the folder of `%s` cannot be made".formatted(file),
            "build in a folder that you may write to");
      }
      OutputFile.write(file, files.getOrDefault(name, new byte[0]));
    }
  }

  private static SortedMap<String, byte[]> files(
      PolicySources sources, List<BuiltBundle> built, Map<String, String> keys)
      throws ConfigurationException, PolicyException {
    SortedMap<String, byte[]> files = new TreeMap<>();
    for (BuiltBundle one : built) {
      files.put(one.entry().file(), one.archive());
      files.put(one.entry().name() + "/" + BundleFiles.SIGNATURES, one.signatures());
    }
    keys.forEach((name, pem) -> files.put(name, pem.getBytes(StandardCharsets.US_ASCII)));
    files.put(BundleIndex.FILE, IndexFile.after(sources, built, keys.keySet()));
    return files;
  }

  private static void requireUniqueIds(List<BuiltBundle> built) throws ConfigurationException {
    Map<String, String> owners = new TreeMap<>();
    for (BuiltBundle one : built) {
      for (String id : one.entry().controls()) {
        String other = owners.putIfAbsent(id, one.entry().name());
        if (other != null) {
          throw new ConfigurationException(
              "BUNDLE_METADATA",
              "control `%s` is in bundle `%s` and in `%s`".formatted(id, other, one.entry().name()),
              "give one of them another id");
        }
      }
    }
  }
}
