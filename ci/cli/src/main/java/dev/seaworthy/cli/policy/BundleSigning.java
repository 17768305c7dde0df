package dev.seaworthy.cli.policy;

import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.engine.policy.PolicyException;
import dev.seaworthy.engine.policy.bundle.BundleFiles;
import dev.seaworthy.engine.policy.bundle.BundleKey;
import dev.seaworthy.engine.policy.bundle.BundleSignature;
import dev.seaworthy.engine.policy.bundle.BundleSigner;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * Signs what was built, or takes the signature that is committed with the sources: so a build
 * without the private key gives the same bytes.
 */
final class BundleSigning {
  private final Optional<BundleSigner> signer;
  private final PolicySources sources;
  private final SortedMap<String, String> keys;

  BundleSigning(Optional<BundleSigner> signer, PolicySources sources)
      throws ConfigurationException {
    this.signer = signer;
    this.sources = sources;
    this.keys = sources.keys();
  }

  /** The files with their signature. */
  BundleFiles signed(BundleFiles files, String bundle)
      throws ConfigurationException, PolicyException {
    Optional<byte[]> committed = sources.optional(bundle + "/" + BundleFiles.SIGNATURES);
    if (signer.isPresent()) {
      return signed(files, committed, signer.get(), bundle);
    }
    if (committed.isEmpty()) {
      throw unsigned(bundle, "has no `%s`".formatted(BundleFiles.SIGNATURES));
    }
    BundleFiles signed = files.with(BundleFiles.SIGNATURES, committed.get());
    try {
      BundleSignature.verify(signed, publicKeys(), bundle);
    } catch (PolicyException e) {
      throw unsigned(bundle, "has a signature of other policies: " + e.getMessage());
    }
    return signed;
  }

  /** With the signature that is there where it is the signer's: another one may differ. */
  private static BundleFiles signed(
      BundleFiles files, Optional<byte[]> committed, BundleSigner signer, String bundle) {
    if (committed.isPresent()) {
      BundleFiles before = files.with(BundleFiles.SIGNATURES, committed.get());
      try {
        BundleSignature.verify(before, List.of(signer.key()), bundle);
        return before;
      } catch (PolicyException e) {
        // It is of other files, or of another key.
        assert e != null;
      }
    }
    return files.with(BundleFiles.SIGNATURES, BundleSignature.sign(files, signer));
  }

  /** Names of the key files, and the text of the one to add if the signer's is not among them. */
  Map<String, String> keyFiles() throws PolicyException {
    SortedMap<String, String> all = new java.util.TreeMap<>(keys);
    if (signer.isPresent()) {
      BundleKey own = signer.get().key();
      if (publicKeys().stream().noneMatch(key -> key.id().equals(own.id()))) {
        all.put(PolicySources.KEYS + "/" + fileName(own), own.toPem());
      }
    }
    return all;
  }

  private List<BundleKey> publicKeys() throws PolicyException {
    List<BundleKey> read = new ArrayList<>();
    for (Map.Entry<String, String> key : keys.entrySet()) {
      read.add(BundleKey.fromPem(key.getValue(), key.getKey()));
    }
    return read;
  }

  private static String fileName(BundleKey key) {
    String letters = key.id().replaceFirst("^SHA256:", "").replaceAll("[^A-Za-z0-9]", "");
    return "policy-" + letters.substring(0, 8) + ".pem";
  }

  private static ConfigurationException unsigned(String bundle, String why) {
    return new ConfigurationException(
        "BUNDLE_UNSIGNED",
        "bundle `%s` %s".formatted(bundle, why),
        "sign it: `seaworthy policy build --key PRIVATE.pem`");
  }
}
