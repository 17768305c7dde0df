package dev.seaworthy.cli.command;

import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.cli.ExitCode;
import dev.seaworthy.cli.audit.ChainTable;
import dev.seaworthy.cli.audit.VerdictFiles;
import dev.seaworthy.cli.check.SealedFiles;
import dev.seaworthy.cli.terminal.Printable;
import dev.seaworthy.engine.evidence.Problem;
import dev.seaworthy.engine.key.VerificationKey;
import dev.seaworthy.engine.seal.SealException;
import dev.seaworthy.engine.seal.SealTrust;
import dev.seaworthy.engine.seal.SealedFile;
import dev.seaworthy.engine.seal.Succession;
import dev.seaworthy.engine.seal.VerdictChain;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What is asked of the verdicts before one. */
@Command
final class FormerOptions {
  @Option(
      names = "--previous",
      paramLabel = "FORMER",
      description =
          "Exit 1 unless the verdict names this one as the former: a sealed verdict or an evidence"
              + " bundle of the same environment, judged no later.")
  @Nullable Path previous;

  @Option(
      names = "--chain",
      paramLabel = "DIR",
      description =
          "In place of FILE: walk the sealed verdicts and evidence bundles in a folder, and exit 1"
              + " unless each environment's are one chain without gaps and forks.")
  @Nullable Path chain;

  @Option(
      names = "--former-key",
      paramLabel = "PUB",
      description =
          "Public key that former verdicts may be sealed by, besides --key or --trust-root.")
  List<Path> formerKeys = new ArrayList<>();

  /** Says of the folder of verdicts whether it is whole. */
  int walk(Path folder, SealTrust sealers, Instant now, PrintStream out)
      throws ConfigurationException {
    VerdictChain walked = VerdictChain.of(VerdictFiles.all(folder), trusted(sealers), now);
    ChainTable.write(walked, out);
    return walked.isWhole() ? ExitCode.PASS : ExitCode.FAIL;
  }

  /**
   * Says whether an authentic verdict follows the one that was named, if one was.
   *
   * @param seal the verdict's file
   */
  int conclude(SealedFile seal, SealTrust sealers, Instant now, PrintStream out)
      throws ConfigurationException {
    Path named = previous;
    if (named == null) {
      return ExitCode.PASS;
    }
    List<Problem> problems = problems(seal, VerdictFiles.one(named), trusted(sealers), now);
    problems.forEach(
        one -> out.println("REFUSED: " + Printable.of(one.code() + ": " + one.message())));
    if (problems.isEmpty()) {
      out.println("FOLLOWS: it names " + Printable.of(named.toString()) + " as the verdict before");
    }
    return problems.isEmpty() ? ExitCode.PASS : ExitCode.FAIL;
  }

  private static List<Problem> problems(
      SealedFile seal, SealedFile former, SealTrust trusted, Instant now) {
    try {
      return Succession.problems(trusted.open(seal, now), trusted.open(former, now));
    } catch (SealException e) {
      return List.of(e.problem());
    }
  }

  private SealTrust trusted(SealTrust sealers) throws ConfigurationException {
    List<VerificationKey> former = new ArrayList<>();
    for (Path file : formerKeys) {
      former.add(SealedFiles.verificationKey(file));
    }
    return sealers.and(former);
  }
}
