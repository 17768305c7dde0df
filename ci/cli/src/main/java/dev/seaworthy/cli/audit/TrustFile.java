package dev.seaworthy.cli.audit;

import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.cli.check.InputFile;
import dev.seaworthy.cli.check.OneDocument;
import dev.seaworthy.cli.check.Setup;
import dev.seaworthy.cli.descriptor.Diagnostics;
import dev.seaworthy.collectors.document.Tree;
import dev.seaworthy.engine.key.VerificationKey;
import dev.seaworthy.engine.policy.PolicyException;
import dev.seaworthy.engine.policy.bundle.BundleKey;
import dev.seaworthy.engine.seal.Role;
import dev.seaworthy.engine.seal.TrustRoot;
import dev.seaworthy.engine.seal.TrustRules;
import dev.seaworthy.engine.seal.TrustedKey;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the file in which someone wrote down whose keys count for what, and when. */
final class TrustFile {
  private static final int MAX_BYTES = 1 << 20;

  private TrustFile() {}

  /**
   * The trust root of a file. Where it names no author of policies, those count that come with the
   * program.
   *
   * @throws ConfigurationException tells everything that is wrong with it, and where
   */
  static TrustRoot read(Path file, Setup setup) throws ConfigurationException, PolicyException {
    String name = file.toString();
    byte[] bytes = InputFile.bytes(file, MAX_BYTES);
    Diagnostics diagnostics = new Diagnostics(name);
    Optional<Tree> root = OneDocument.trust(name, bytes, diagnostics);
    TrustRules rules =
        root.isPresent()
            ? new TrustFileReader(diagnostics, file.toAbsolutePath()).read(root.get())
            : TrustRules.NONE;
    if (diagnostics.hasErrors()) {
      throw new ConfigurationException(diagnostics.all());
    }
    VerificationKey sealer =
        rules.keys().stream()
            .filter(key -> key.role() == Role.ENGINE)
            .map(TrustedKey::key)
            .findFirst()
            .orElseThrow();
    return new TrustRoot(sealer, authors(rules, setup), rules);
  }

  private static List<BundleKey> authors(TrustRules rules, Setup setup) throws PolicyException {
    List<BundleKey> authors = new ArrayList<>();
    for (TrustedKey key : rules.keys()) {
      if (key.role() == Role.AUTHOR) {
        authors.add(BundleKey.fromPem(key.key().toPem(), key.name()));
      }
    }
    return authors.isEmpty() ? List.copyOf(setup.library().keys()) : authors;
  }
}
