package dev.seaworthy.cli.command;

import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.cli.audit.BundleTable;
import dev.seaworthy.cli.audit.OpenedBundle;
import dev.seaworthy.cli.check.InputFile;
import dev.seaworthy.cli.check.SealedFiles;
import dev.seaworthy.cli.check.Setup;
import dev.seaworthy.cli.terminal.Printable;
import dev.seaworthy.engine.seal.EvidenceBundle;
import dev.seaworthy.engine.seal.SealException;
import dev.seaworthy.engine.seal.SealReport;
import dev.seaworthy.engine.seal.SealedVerdict;
import dev.seaworthy.engine.seal.TrustRoot;
import dev.seaworthy.engine.seal.TrustedSeal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/** A verdict as it was sealed: a file of its own, or in an evidence bundle, which is verified. */
final class SealedSource {
  private final Setup setup;

  SealedSource(Setup setup) {
    this.setup = setup;
  }

  /** What {@code path} says; empty, and told, where it is not authentic. */
  Optional<SealedVerdict> read(Path path, TrustRoot trust) throws ConfigurationException {
    Instant now = setup.console().clock().instant();
    if (!OpenedBundle.isAt(path)) {
      byte[] envelope = InputFile.bytes(path);
      return refusal(
              TrustedSeal.verify(
                  envelope, trust, Optional.empty(), SealedFiles.of(path).stamps(), now))
          .map(why -> refused(path, why))
          .orElseGet(() -> open(envelope, trust, path));
    }
    OpenedBundle opened = OpenedBundle.of(path, trust, now);
    if (!opened.report().holds()) {
      BundleTable.write(opened.report(), setup.console().err());
      return refused(path, "a check of the bundle failed");
    }
    byte[] verdict = opened.files().get(EvidenceBundle.VERDICT);
    return verdict == null ? refused(path, "it has no verdict") : open(verdict, trust, path);
  }

  /** What fails by the trust root alone; a verdict that is no such thing is told when opened. */
  private static Optional<String> refusal(SealReport report) {
    return report.checks().stream()
        .filter(check -> report.claim().isPresent() && check.result() == SealReport.Result.FAILED)
        .map(SealReport.Check::detail)
        .findFirst();
  }

  private Optional<SealedVerdict> open(byte[] envelope, TrustRoot trust, Path path) {
    try {
      return Optional.of(SealedVerdict.open(envelope, trust.sealers()));
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
