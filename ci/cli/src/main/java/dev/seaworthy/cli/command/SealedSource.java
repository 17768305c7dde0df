package dev.seaworthy.cli.command;

import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.cli.audit.BundleTable;
import dev.seaworthy.cli.audit.OpenedBundle;
import dev.seaworthy.cli.audit.PolicyArchives;
import dev.seaworthy.cli.check.InputFile;
import dev.seaworthy.cli.check.SealedFiles;
import dev.seaworthy.cli.check.Setup;
import dev.seaworthy.cli.terminal.Printable;
import dev.seaworthy.engine.key.VerificationKey;
import dev.seaworthy.engine.policy.PolicyException;
import dev.seaworthy.engine.seal.EvidenceBundle;
import dev.seaworthy.engine.seal.SealException;
import dev.seaworthy.engine.seal.SealedVerdict;
import dev.seaworthy.engine.seal.TrustRoot;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A verdict as it was sealed: a file of its own, or in an evidence bundle, which is verified. */
final class SealedSource {
  private final Setup setup;
  private final List<Path> trustKeys;

  /**
   * @param trustKeys that a bundle's policies may be signed by, besides those of the program
   */
  SealedSource(Setup setup, List<Path> trustKeys) {
    this.setup = setup;
    this.trustKeys = trustKeys;
  }

  /** What {@code path} says; empty, and told, where it is not authentic. */
  Optional<SealedVerdict> read(Path path, Path key) throws ConfigurationException, PolicyException {
    VerificationKey sealer = SealedFiles.verificationKey(key);
    if (!OpenedBundle.isAt(path)) {
      return open(InputFile.bytes(path), sealer, path);
    }
    TrustRoot trust = PolicyArchives.trusting(sealer, trustKeys, setup);
    OpenedBundle opened = OpenedBundle.of(path, trust, setup.console().clock().instant());
    if (!opened.report().holds()) {
      BundleTable.write(opened.report(), setup.console().err());
      return refused(path, "a check of the bundle failed");
    }
    byte[] verdict = opened.files().get(EvidenceBundle.VERDICT);
    return verdict == null ? refused(path, "it has no verdict") : open(verdict, sealer, path);
  }

  private Optional<SealedVerdict> open(byte[] envelope, VerificationKey sealer, Path path) {
    try {
      return Optional.of(SealedVerdict.open(envelope, List.of(sealer)));
    } catch (SealException e) {
      return refused(path, e.problem().message());
    }
  }

  private Optional<SealedVerdict> refused(Path path, String why) {
    setup
        .console()
        .err()
        .printf("NOT AUTHENTIC: %s: %s%n", Printable.of(path.toString()), Printable.of(why));
    return Optional.empty();
  }
}
