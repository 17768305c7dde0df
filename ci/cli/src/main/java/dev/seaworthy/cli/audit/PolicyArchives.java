package dev.seaworthy.cli.audit;

import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.cli.check.BundleArchives;
import dev.seaworthy.cli.check.CheckRequest.OutsideBundles;
import dev.seaworthy.cli.check.OutsideBundlesReader;
import dev.seaworthy.cli.check.Setup;
import dev.seaworthy.engine.json.Digest;
import dev.seaworthy.engine.key.VerificationKey;
import dev.seaworthy.engine.policy.PolicyException;
import dev.seaworthy.engine.policy.bundle.BundleKey;
import dev.seaworthy.engine.seal.EvidenceBundle;
import dev.seaworthy.engine.seal.TrustRoot;
import dev.seaworthy.engine.verdict.Verdict;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds the archives of the policies that judged, and the keys of their authors. */
public final class PolicyArchives {
  private final Setup setup;
  private final OutsideBundles outside;

  /**
   * @param outside bundles that did not come with the program, and whom to trust for them
   */
  public PolicyArchives(Setup setup, OutsideBundles outside) {
    this.setup = setup;
    this.outside = outside;
  }

  /**
   * Whom to trust for a bundle.
   *
   * @param trustKeys files of keys that policies may be signed by, besides those of the program
   */
  public static TrustRoot trusting(VerificationKey sealer, List<Path> trustKeys, Setup setup)
      throws ConfigurationException, PolicyException {
    return new TrustRoot(sealer, authors(trustKeys, setup));
  }

  /**
   * Whom to trust for a bundle, by a file in which that is written down.
   *
   * @throws ConfigurationException tells everything that is wrong with it
   */
  public static TrustRoot trusting(Path trustRoot, Setup setup)
      throws ConfigurationException, PolicyException {
    return TrustFile.read(trustRoot, setup);
  }

  /** What {@code verdict} was judged by. */
  public EvidenceBundle.Policies of(Verdict verdict)
      throws ConfigurationException, PolicyException {
    Map<Digest, byte[]> archives = new HashMap<>();
    BundleArchives known = new BundleArchives(setup, outside);
    for (Verdict.BundleUse use : verdict.bundles()) {
      Digest digest = Digest.parse(use.digest());
      archives.put(digest, known.find(digest).orElseThrow(() -> lost(use)));
    }
    return new EvidenceBundle.Policies(archives, authors(outside.trustKeys(), setup));
  }

  private static ConfigurationException lost(Verdict.BundleUse use) {
    return new ConfigurationException(
        "POLICY_LOST",
        "the archive of policy `%s` is no longer there".formatted(use.name()),
        "leave policy files alone while a bundle is made, and run the command again");
  }

  /** The keys of those who are trusted to write policies. */
  private static List<BundleKey> authors(List<Path> trustKeys, Setup setup)
      throws ConfigurationException, PolicyException {
    List<BundleKey> keys = new ArrayList<>(setup.library().keys());
    keys.addAll(OutsideBundlesReader.keys(trustKeys));
    return keys;
  }
}
