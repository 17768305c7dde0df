package dev.seaworthy.cli.check;

import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.cli.check.CheckRequest.OutsideBundles;
import dev.seaworthy.engine.policy.PolicyBundle;
import dev.seaworthy.engine.policy.PolicyException;
import dev.seaworthy.engine.policy.bundle.BundleKey;
import dev.seaworthy.engine.policy.bundle.BundleReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Reads bundles that a user brings along; none is trusted without a signature. */
public final class OutsideBundlesReader {
  public List<PolicyBundle> read(OutsideBundles outside)
      throws ConfigurationException, PolicyException {
    List<Path> archives = archives(outside);
    if (archives.isEmpty()) {
      return List.of();
    }
    if (outside.trustKeys().isEmpty()) {
      throw new ConfigurationException(
          "NO_TRUST_KEY",
          "bundles from outside need a key to be trusted by",
          "name the public key of who signed them: `--trust-key PUB.pem`");
    }
    List<BundleKey> keys = keys(outside.trustKeys());
    List<PolicyBundle> bundles = new ArrayList<>();
    for (Path archive : archives) {
      bundles.add(BundleReader.readSigned(InputFile.bytes(archive), keys, archive.toString()));
    }
    return bundles;
  }

  /** Public keys from files. */
  public static List<BundleKey> keys(List<Path> files)
      throws ConfigurationException, PolicyException {
    List<BundleKey> keys = new ArrayList<>();
    for (Path file : files) {
      keys.add(BundleKey.fromPem(InputFile.text(file), file.toString()));
    }
    return keys;
  }

  /** Where the bundles lie, those of the folders among them. */
  public List<Path> archives(OutsideBundles outside) throws ConfigurationException {
    List<Path> archives = new ArrayList<>(outside.files());
    for (Path folder : outside.folders()) {
      archives.addAll(archivesIn(folder));
    }
    return archives;
  }

  private static List<Path> archivesIn(Path folder) throws ConfigurationException {
    try (Stream<Path> entries = Files.list(folder)) {
      List<Path> archives =
          entries.filter(file -> file.toString().endsWith(".tar.gz")).sorted().toList();
      if (archives.isEmpty()) {
        throw unusable(folder, "it holds no `.tar.gz` bundle");
      }
      return archives;
    } catch (IOException e) {
      throw unusable(folder, "it cannot be listed");
    }
  }

  private static ConfigurationException unusable(Path folder, String why) {
    return new ConfigurationException(
        "POLICY_DIR", "`%s` is no folder of bundles: %s".formatted(folder, why), "check the path");
  }
}
