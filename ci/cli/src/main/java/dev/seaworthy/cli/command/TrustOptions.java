package dev.seaworthy.cli.command;

import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.cli.audit.PolicyArchives;
import dev.seaworthy.cli.check.SealedFiles;
import dev.seaworthy.cli.check.Setup;
import dev.seaworthy.engine.policy.PolicyException;
import dev.seaworthy.engine.seal.Role;
import dev.seaworthy.engine.seal.TrustRoot;
import dev.seaworthy.engine.seal.TrustRules;
import dev.seaworthy.engine.seal.TrustedKey;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** Whom someone who checks a bundle trusts: two kinds of keys, or a file with all of them. */
@Command
final class TrustOptions {
  @Option(
      names = "--key",
      paramLabel = "PUB",
      description = "Public key of who must have sealed it; or give --trust-root.")
  @Nullable Path key;

  @Option(
      names = "--trust-key",
      paramLabel = "PUB",
      description =
          "Of a bundle: public key that policies may be signed by, besides those of the program.")
  List<Path> trustKeys = new ArrayList<>();

  @Option(
      names = "--trust-root",
      paramLabel = "FILE",
      description =
          "Whose keys count for what and when, and who must have attested its time; instead of"
              + " --key and --trust-key.")
  @Nullable Path trustRoot;

  @Option(
      names = "--log-key",
      paramLabel = "PUB",
      description = "Of a bundle: public key of a log that the verdict must be in.")
  @Nullable Path logKey;

  @Mixin WitnessOptions witnesses = new WitnessOptions();

  /** The keys or the file. */
  TrustRoot root(Setup setup, CommandSpec spec) throws ConfigurationException, PolicyException {
    Path sealer = key;
    Path file = trustRoot;
    Usage.require(
        spec,
        (sealer == null) != (file == null) && (file == null || trustKeys.isEmpty()),
        "give either --key, with --trust-key where it is needed, or --trust-root");
    Usage.require(
        spec,
        file == null || (logKey == null && !witnesses.areAny()),
        "--trust-root names logs and witnesses itself");
    if (file != null) {
      return PolicyArchives.trusting(file, setup);
    }
    TrustRoot trust =
        PolicyArchives.trusting(
            SealedFiles.verificationKey(Objects.requireNonNull(sealer)), trustKeys, setup);
    return trust.with(logs(trust.rules(), spec));
  }

  private TrustRules logs(TrustRules rules, CommandSpec spec) throws ConfigurationException {
    Path file = logKey;
    Usage.require(spec, file != null || !witnesses.areAny(), "--witness-key goes with --log-key");
    if (file == null) {
      return rules;
    }
    TrustedKey log =
        new TrustedKey(
            "log", Role.LOG, SealedFiles.verificationKey(file), Instant.MIN, Instant.MAX);
    return rules.withLogs(List.of(log), witnesses.read(spec));
  }
}
