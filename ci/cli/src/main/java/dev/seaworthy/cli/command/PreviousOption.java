package dev.seaworthy.cli.command;

import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.cli.audit.VerdictFiles;
import dev.seaworthy.cli.check.SealedFiles;
import dev.seaworthy.engine.evidence.Problem;
import dev.seaworthy.engine.json.Digest;
import dev.seaworthy.engine.key.Signer;
import dev.seaworthy.engine.key.VerificationKey;
import dev.seaworthy.engine.seal.SealException;
import dev.seaworthy.engine.seal.SealTrust;
import dev.seaworthy.engine.seal.SealedVerdict;
import dev.seaworthy.engine.seal.Succession;
import dev.seaworthy.engine.seal.VerdictChain;
import dev.seaworthy.engine.verdict.Verdict;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Which sealed verdict of the same environment a new one names as the former. */
@Command
final class PreviousOption {
  private static final String FIX =
      "name the former verdict of this environment, with `--former-key` if another key sealed it,"
          + " or its digest";

  @Option(
      names = "--previous",
      paramLabel = "FORMER",
      description =
          "Name the former verdict of this environment in the sealed one, so that a missing one"
              + " shows: its file or evidence bundle, a folder of them whose last it is, or"
              + " sha256:… of its file.")
  @Nullable String previous;

  @Option(
      names = "--former-key",
      paramLabel = "PUB",
      description =
          "Public key that the former verdict may be sealed by, besides --key: the one before a"
              + " rotation.")
  List<Path> formerKeys = new ArrayList<>();

  /**
   * The verdict, naming the former one if there is one to be named.
   *
   * @param key whose seal a former verdict must bear, or that of a former key, unless its digest is
   *     given
   * @throws ConfigurationException if what was named cannot be the former verdict
   */
  Verdict in(Verdict verdict, Signer key) throws ConfigurationException {
    String text = previous;
    if (text == null) {
      return verdict;
    }
    if (Digest.isWellFormed(text)) {
      return verdict.after(Digest.parse(text));
    }
    SealedVerdict former = former(Path.of(text), verdict, trusted(key));
    List<Problem> problems = Succession.disorder(verdict, former);
    if (!problems.isEmpty()) {
      throw new ConfigurationException(problems.get(0));
    }
    return verdict.after(former.digest());
  }

  private List<VerificationKey> trusted(Signer key) throws ConfigurationException {
    List<VerificationKey> keys = new ArrayList<>(List.of(key.verificationKey()));
    for (Path file : formerKeys) {
      keys.add(SealedFiles.verificationKey(file));
    }
    return keys;
  }

  private static SealedVerdict former(Path path, Verdict verdict, List<VerificationKey> trusted)
      throws ConfigurationException {
    if (VerdictFiles.isFolder(path)) {
      return last(path, verdict.release().environment(), trusted);
    }
    try {
      return SealedVerdict.open(VerdictFiles.one(path).bytes(), trusted);
    } catch (SealException e) {
      throw new ConfigurationException(
          e.problem().code(), "`%s`: %s".formatted(path, e.problem().message()), FIX);
    }
  }

  private static SealedVerdict last(Path folder, String environment, List<VerificationKey> trusted)
      throws ConfigurationException {
    List<SealedVerdict> lasts =
        // Keys alone count here, and no times.
        VerdictChain.of(VerdictFiles.all(folder), SealTrust.of(trusted), Instant.MAX)
            .lasts(environment);
    if (lasts.size() != 1) {
      throw new ConfigurationException(
          lasts.isEmpty() ? "NO_PREVIOUS" : "FORK",
          "`%s` has %d last verdicts of environment `%s` by this key, not one"
              .formatted(folder, lasts.size(), environment),
          lasts.isEmpty()
              ? "leave out `--previous` for the first; name another key's with `--former-key`"
              : FIX);
    }
    return lasts.get(0);
  }
}
