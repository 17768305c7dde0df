package dev.seaworthy.cli.command;

import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.cli.ExitCode;
import dev.seaworthy.cli.audit.BundleOutput;
import dev.seaworthy.cli.audit.BundleReports;
import dev.seaworthy.cli.audit.PolicyArchives;
import dev.seaworthy.cli.check.CheckRequest;
import dev.seaworthy.cli.check.CheckRun;
import dev.seaworthy.cli.check.CounterfactualSearch;
import dev.seaworthy.cli.check.RuntimeChoice;
import dev.seaworthy.cli.check.Setup;
import dev.seaworthy.cli.format.Counterfactuals;
import dev.seaworthy.cli.format.Report;
import dev.seaworthy.cli.format.SealNote;
import dev.seaworthy.cli.key.KeyName;
import dev.seaworthy.cli.key.KeyOptions;
import dev.seaworthy.cli.terminal.Messages;
import dev.seaworthy.cli.terminal.Printable;
import dev.seaworthy.cli.terminal.Progress;
import dev.seaworthy.engine.json.Digest;
import dev.seaworthy.engine.key.Signer;
import dev.seaworthy.engine.policy.PolicyException;
import dev.seaworthy.engine.seal.BundleException;
import dev.seaworthy.engine.seal.Custody;
import dev.seaworthy.engine.seal.EvidenceBundle;
import dev.seaworthy.engine.seal.LoggedVerdict;
import dev.seaworthy.engine.seal.LongTermSeal;
import dev.seaworthy.engine.seal.Supplement;
import dev.seaworthy.engine.seal.Timestamps;
import dev.seaworthy.engine.verdict.Agreement;
import dev.seaworthy.engine.verdict.Verdict;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Judges a release and packs the verdict with all that it rests on. */
@Command(
    name = "bundle",
    description =
        "Judge a release by both runtimes and pack the sealed verdict with its evidence, policies,"
            + " coverage and custody into an evidence bundle.",
    sortOptions = false,
    footer = {
      "",
      "The bundle is a new folder or archive (BagIt, RFC 8493) with a signed index of all its"
          + " files. VERIFY.md",
      "in it says how to check it, with our program and with others; data/reports/ has the",
      "verdict for reading, as HTML and as PDF/A. It is written whatever the verdict is, but not",
      "when the two runtimes disagree.",
      "",
      "Examples:",
      "  seaworthy audit bundle release.yaml --key release-key.pem -o evidence-18.0.4",
      "  seaworthy audit bundle release.yaml --key release-key.pem -o evidence-18.0.4.zip",
      "  seaworthy audit bundle release.yaml --key release-key.pem --timestamp http://tsa.example"
          + " \\",
      "    -o evidence-18.0.4",
      "  seaworthy audit bundle release.yaml --key release-key.pem --log verdicts --log-key log.pem \\",
      "    -o evidence-18.0.4",
      "  seaworthy audit bundle release.yaml --key release-key.pem --previous evidence-18.0.3 -o e",
      "  seaworthy verify evidence-18.0.4 --key release-key.pub",
      "  seaworthy replay evidence-18.0.4 --key release-key.pub",
      "",
      "Exit codes: 0 pass, 1 fail, 2 unknown, 3 bad usage or configuration, 4 internal error."
    })
final class AuditBundleCommand implements Callable<Integer> {
  @Parameters(
      arity = "0..*",
      paramLabel = "PATH",
      description = "Files, folders, `-` for standard input, or one release.yaml.")
  List<String> paths = new ArrayList<>();

  @Option(
      names = {"-o", "--output"},
      required = true,
      paramLabel = "PLACE",
      description = "What to write: a new folder, or an archive that ends in .zip or .tar.gz.")
  Path output = Path.of("");

  @Option(
      names = "--key",
      required = true,
      paramLabel = KeyOptions.LABEL,
      description = "Seal the verdict and sign the index with this key.")
  KeyName key = new KeyName("");

  @Option(
      names = {"-q", "--quiet"},
      description = "Say nothing on standard error but errors.")
  boolean quiet;

  @Mixin TimestampOptions timestamps = new TimestampOptions();

  @Option(
      names = "--long-term-key",
      paramLabel = "PRIVATE.pem",
      description =
          "Sign the verdict with this ML-DSA-65 key besides, for when ECDSA no longer holds.")
  @Nullable Path longTermKey;

  @Mixin LoggingOptions logging = new LoggingOptions();
  @Mixin PreviousOption previous = new PreviousOption();
  @Mixin JudgingOptions judging = new JudgingOptions();
  @Mixin KeyOptions keys = new KeyOptions();
  @Mixin HelpOption help = new HelpOption();

  @Spec CommandSpec spec = CommandSpec.create();

  private final Setup setup;

  AuditBundleCommand(Setup setup) {
    this.setup = setup;
  }

  @Override
  public Integer call() throws ConfigurationException, PolicyException {
    CheckRequest request = judging.request(paths, RuntimeChoice.BOTH, spec.commandLine());
    timestamps.check(spec, true);
    Signer signingKey = keys.open(key, setup.console());
    List<Supplement> supplements = supplements(signingKey);
    BundleOutput.requireFree(output);
    Instant begun = now();
    CheckRun.Checked checked = check(request);
    Messages messages = new Messages(setup.console().err());
    if (!quiet) {
      checked.warnings().forEach(warning -> Failures.tell(messages, warning));
    }
    Verdict verdict = previous.in(checked.verdict(), signingKey);
    if (verdict.agreement() == Agreement.DISAGREED) {
      messages.error(JudgingOptions.notSealed());
      return ExitCode.UNKNOWN;
    }
    Counterfactuals counterfactuals = CounterfactualSearch.of(verdict, checked.bundles());
    SortedMap<String, byte[]> files =
        pack(verdict, counterfactuals, signingKey, begun, supplements);
    BundleOutput.write(files, output);
    int stamps = Timestamps.of(files).size();
    setup
        .console()
        .out()
        .printf(
            "%s: the verdict is `%s`; %d files, sealed by %s%s%s%n",
            Printable.of(output.toString()),
            verdict.status().id(),
            files.size(),
            signingKey.verificationKey().id(),
            stamps == 0 ? "" : "; time stamps: %d".formatted(stamps),
            LoggedVerdict.isIn(files) ? "; in the log" : "");
    return ExitCode.of(verdict.status());
  }

  private SortedMap<String, byte[]> pack(
      Verdict verdict,
      Counterfactuals counterfactuals,
      Signer signingKey,
      Instant begun,
      List<Supplement> supplements)
      throws ConfigurationException, PolicyException {
    String keyid = signingKey.verificationKey().id();
    try {
      return EvidenceBundle.of(
          verdict,
          signingKey,
          new PolicyArchives(setup, judging.rules.policies.outside()).of(verdict),
          new Custody(begun, now()),
          seal ->
              BundleReports.of(
                  new Report(
                      verdict, Optional.of(new SealNote(keyid, Digest.of(seal))), counterfactuals)),
          supplements.toArray(Supplement[]::new));
    } catch (BundleException e) {
      throw new ConfigurationException(e.problem());
    }
  }

  private List<Supplement> supplements(Signer signingKey) throws ConfigurationException {
    List<Supplement> supplements = new ArrayList<>();
    Path file = longTermKey;
    if (file != null) {
      supplements.add(LongTermSeal.by(keys.longTerm(file, setup.console())));
    }
    supplements.add(timestamps.supplement(setup.console()));
    logging
        .open(spec, setup.console(), Optional.of(signingKey), keys)
        .ifPresent(log -> supplements.add(LoggedVerdict.in(log)));
    return supplements;
  }

  private CheckRun.Checked check(CheckRequest request)
      throws ConfigurationException, PolicyException {
    try (Progress progress = Progress.on(setup.console(), quiet)) {
      return new CheckRun(judging.rendered(setup), progress, request).run();
    }
  }

  /** In whole seconds, as verdicts have their times. */
  private Instant now() {
    return setup.console().clock().instant().truncatedTo(ChronoUnit.SECONDS);
  }
}
