package dev.seaworthy.cli.command;

import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.cli.ExitCode;
import dev.seaworthy.cli.audit.OpenedBundle;
import dev.seaworthy.cli.audit.PolicyArchives;
import dev.seaworthy.cli.check.SealedFiles;
import dev.seaworthy.cli.check.Setup;
import dev.seaworthy.cli.format.PrettyJson;
import dev.seaworthy.engine.policy.PolicyException;
import dev.seaworthy.engine.seal.BundleException;
import dev.seaworthy.engine.seal.DecisionBundle;
import dev.seaworthy.engine.seal.DecisionCoverage;
import dev.seaworthy.engine.seal.TrustRules;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Checks what {@link AdmissionExportCommand} packed. */
@Command(
    name = "verify-export",
    description = "Check that exported decisions are in the logs they are said to be of.",
    sortOptions = false,
    footer = {
      "",
      "Prints what the bundle covers, as JSON. No key is taken from the bundle. Time stamps in it",
      "are always checked to be over the logs' checkpoints; who made them, with --trust-root.",
      "",
      "Examples:",
      "  seaworthy admission verify-export november.tar.gz --key audit.pub --log-key log-key.pub",
      "  seaworthy admission verify-export november.tar.gz --key audit.pub --log-key log-key.pub \\",
      "    --trust-root trust.yaml",
      "",
      "Exit codes: 0 it holds, 1 it is refused, 3 bad usage or configuration, 4 internal error."
    })
final class AdmissionVerifyExportCommand implements Callable<Integer> {
  @Parameters(
      arity = "1",
      paramLabel = "BUNDLE",
      description = "What was exported: its folder, .zip or .tar.gz.")
  Path bundle = Path.of("");

  @Option(
      names = "--key",
      required = true,
      paramLabel = "PUBLIC.pub",
      description = "Public key of who must have exported it.")
  Path key = Path.of("");

  @Option(
      names = "--log-key",
      required = true,
      paramLabel = "PUBLIC.pub",
      description = "The public key that signs the logs' checkpoints.")
  Path logKey = Path.of("");

  @Option(
      names = "--trust-root",
      paramLabel = "FILE",
      description =
          "Whose time stamps count: its `role: timestamp-authority` must have attested when each"
              + " decision of the period was there.")
  @Nullable Path trustRoot;

  @Mixin HelpOption help = new HelpOption();

  private final Setup setup;

  AdmissionVerifyExportCommand(Setup setup) {
    this.setup = setup;
  }

  @Override
  public Integer call() throws ConfigurationException, BundleException, PolicyException {
    Path trusted = trustRoot;
    TrustRules rules =
        trusted == null ? TrustRules.NONE : PolicyArchives.trusting(trusted, setup).rules();
    if (trusted != null && rules.stampers().isEmpty()) {
      throw new ConfigurationException(
          "TRUST_NO_AUTHORITY",
          "`%s` trusts nobody to attest times".formatted(trusted),
          "add a key with `role: timestamp-authority`, or leave out --trust-root");
    }
    DecisionCoverage coverage =
        DecisionBundle.verify(
            OpenedBundle.filesOf(bundle),
            SealedFiles.verificationKey(key),
            SealedFiles.verificationKey(logKey),
            rules,
            setup.console().clock().instant());
    PrettyJson.print(coverage.json(), setup.console().out());
    return ExitCode.PASS;
  }
}
