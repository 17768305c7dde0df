package dev.seaworthy.cli.command;

import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.cli.audit.PolicyArchives;
import dev.seaworthy.cli.check.CheckRequest;
import dev.seaworthy.cli.check.RuntimeChoice;
import dev.seaworthy.cli.check.SealedFiles;
import dev.seaworthy.cli.check.Setup;
import dev.seaworthy.cli.check.Sources;
import dev.seaworthy.cli.check.StageRun;
import dev.seaworthy.cli.check.Unheeded;
import dev.seaworthy.cli.store.FolderStore;
import dev.seaworthy.cli.terminal.Progress;
import dev.seaworthy.engine.gate.Question;
import dev.seaworthy.engine.gate.StoreException;
import dev.seaworthy.engine.gate.VerdictStore;
import dev.seaworthy.engine.key.VerificationKey;
import dev.seaworthy.engine.policy.PolicyException;
import dev.seaworthy.engine.policy.Severity;
import dev.seaworthy.engine.seal.SealTrust;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** Which store is asked about which release, and whose seals count in it. */
@Command
final class StoreOptions {
  @Option(
      names = "--store",
      paramLabel = "DIR",
      defaultValue = "verdicts",
      description = "The folder of sealed verdicts (default: ${DEFAULT-VALUE}).")
  Path store = Path.of("verdicts");

  @Option(
      names = "--trust",
      paramLabel = "PUB",
      description =
          "Public key of who may seal a gate's verdict; may be repeated; or give --trust-root.")
  List<Path> trust = new ArrayList<>();

  @Option(
      names = "--trust-root",
      paramLabel = "FILE",
      description = "Whose seals count and when, and which keys were revoked; instead of --trust.")
  @Nullable Path trustRoot;

  @Option(
      names = "--at",
      paramLabel = "TIME",
      description =
          "Judge as of this time (RFC 3339), as `asOf` in release.yaml does: a rehearsal, which no"
              + " real gate counts.")
  @Nullable String at;

  @Option(
      names = "--lock",
      paramLabel = "FILE",
      description =
          "Judge only by bundles that this lock pins; seaworthy.lock beside release.yaml is heeded"
              + " by itself.")
  @Nullable Path lock;

  @Mixin ReadingOptions reading = new ReadingOptions();
  @Mixin PolicyOptions policies = new PolicyOptions();

  VerdictStore open() {
    return new FolderStore(store);
  }

  /** Reads the keys; once for a command, so that all of it trusts the same. */
  SealTrust trusted(Setup setup, CommandSpec spec) throws ConfigurationException, PolicyException {
    Path root = trustRoot;
    Usage.require(spec, trust.isEmpty() != (root == null), "give either --trust or --trust-root");
    if (root != null) {
      return SealTrust.of(PolicyArchives.trusting(root, setup));
    }
    List<VerificationKey> keys = new ArrayList<>();
    for (Path file : trust) {
      keys.add(SealedFiles.verificationKey(file));
    }
    return SealTrust.of(keys);
  }

  /** The release that is asked about. */
  StageRun run(Path release, Setup setup, Progress progress, CommandLine commandLine)
      throws ConfigurationException {
    return StageRun.of(reading.with(setup), progress, request(release, commandLine));
  }

  private CheckRequest request(Path release, CommandLine commandLine) {
    return new CheckRequest(
        Sources.of(List.of(release.toString())),
        List.of(),
        Set.of(),
        List.of(),
        Severity.LOW,
        ChosenTime.in(at, commandLine),
        reading.exclude,
        policies.outside(),
        RuntimeChoice.BOTH,
        Optional.ofNullable(lock),
        List.of(),
        Unheeded.NOTHING,
        reading.threads(commandLine));
  }

  /** The question that is asked of the store now. */
  static Question question(StageRun run, SealTrust trusted) {
    return new Question(run.candidate().digest(), trusted, run.now(), run.isTimeChosen());
  }

  static ConfigurationException refused(StoreException e) {
    return new ConfigurationException(e.problem());
  }
}
