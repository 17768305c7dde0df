package dev.seaworthy.cli.command;

import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.cli.ExitCode;
import dev.seaworthy.cli.audit.BundleTable;
import dev.seaworthy.cli.audit.OpenedBundle;
import dev.seaworthy.cli.audit.VerdictFiles;
import dev.seaworthy.cli.check.InputFile;
import dev.seaworthy.cli.check.LongTermKeys;
import dev.seaworthy.cli.check.SealedFiles;
import dev.seaworthy.cli.check.Setup;
import dev.seaworthy.cli.format.PrettyJson;
import dev.seaworthy.cli.terminal.Printable;
import dev.seaworthy.engine.policy.PolicyException;
import dev.seaworthy.engine.seal.BundleReport;
import dev.seaworthy.engine.seal.SealReport;
import dev.seaworthy.engine.seal.SealTrust;
import dev.seaworthy.engine.seal.SealedFile;
import dev.seaworthy.engine.seal.TrustRoot;
import dev.seaworthy.engine.seal.TrustedSeal;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Checks a sealed verdict, alone or in an evidence bundle. */
@Command(
    name = "verify",
    description =
        "Check that a sealed verdict is authentic and that its evidence is what was judged; of an"
            + " evidence bundle, check every file.",
    sortOptions = false,
    footer = {
      "",
      "An authentic verdict is not a passed one: a sealed `fail` verifies too, and so does one"
          + " about",
      "another release. Ask for `--require pass` and `--candidate` where a gate depends on it.",
      "",
      "Examples:",
      "  seaworthy verify verdict.seal --key release-key.pub",
      "  seaworthy verify verdict.seal --key release-key.pub --require pass",
      "  seaworthy verify verdict.seal --trust-root trust.yaml",
      "  seaworthy verify evidence-18.0.4 --key release-key.pub --format json",
      "  seaworthy verify evidence-18.0.4 --trust-root trust.yaml",
      "  seaworthy verify evidence-18.0.4 --key release-key.pub --log-key log-key.pub",
      "  seaworthy verify evidence-18.0.4 --trust-root trust.yaml --evidence-record 18.0.4.ers",
      "  seaworthy verify evidence-18.0.4 --key release-key.pub --previous evidence-18.0.3",
      "  seaworthy verify --chain evidence/ --key release-key.pub",
      "",
      "Exit codes: 0 authentic, 1 not (or not the required verdict), 2 the evidence was not",
      "checked, 3 bad usage or configuration, 4 internal error."
    })
final class VerifyCommand implements Callable<Integer> {
  @Parameters(
      arity = "0..1",
      paramLabel = "FILE",
      description = "The sealed verdict, or an evidence bundle: its folder, .zip or .tar.gz.")
  Path file = Path.of("");

  @Mixin TrustOptions trusting = new TrustOptions();

  @Option(
      names = "--snapshot",
      paramLabel = "FILE",
      description = "The evidence it was drawn from (default: beside the verdict).")
  @Nullable Path snapshot;

  @Option(
      names = "--verdict-only",
      description = "Accept that the evidence is not at hand and not checked.")
  boolean verdictOnly;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "table",
      description = "table, or of a bundle json (default: ${DEFAULT-VALUE}).")
  FormOption.Form form = FormOption.Form.TABLE;

  @Option(
      names = "--long-term-key",
      paramLabel = "PUB",
      description = "Of a bundle: ML-DSA-65 public key that must have signed the verdict besides.")
  @Nullable Path longTermKey;

  @Mixin RecordOption records = new RecordOption();
  @Mixin FormerOptions former = new FormerOptions();
  @Mixin ClaimDemands demands = new ClaimDemands();
  @Mixin HelpOption help = new HelpOption();

  @Spec CommandSpec spec = CommandSpec.create();

  private final Setup setup;

  VerifyCommand(Setup setup) {
    this.setup = setup;
  }

  @Override
  public Integer call() throws ConfigurationException, PolicyException {
    demands.check(spec.commandLine());
    TrustRoot trust = trust();
    Path walked = former.chain;
    Usage.require(
        spec, (walked == null) != file.toString().isEmpty(), "name a FILE, or a folder by --chain");
    if (walked != null) {
      return former.walk(
          walked, SealTrust.of(trust), setup.console().clock().instant(), setup.console().out());
    }
    return OpenedBundle.isAt(file) ? bundle(trust) : verdict(trust);
  }

  private int verdict(TrustRoot trust) throws ConfigurationException {
    Usage.require(spec, !records.areAny(), "--evidence-record is for evidence bundles");
    Usage.require(
        spec,
        trusting.logKey == null,
        "--log-key is for evidence bundles: `log check` takes a proof and a sealed verdict");
    Usage.require(spec, form != FormOption.Form.JSON, "--format json is for evidence bundles");
    Usage.require(spec, longTermKey == null, "--long-term-key is for evidence bundles");
    byte[] envelope = InputFile.bytes(file);
    SortedMap<String, byte[]> stamps = SealedFiles.of(file).stamps();
    Instant now = setup.console().clock().instant();
    SealReport report = TrustedSeal.verify(envelope, trust, snapshot(), stamps, now);
    PrintStream out = setup.console().out();
    report.checks().forEach(check -> line(out, check));
    int concluded = conclude(report, out);
    SealedFile sealed = new SealedFile(envelope, List.copyOf(stamps.values()));
    return concluded == ExitCode.PASS
        ? former.conclude(sealed, SealTrust.of(trust), now, out)
        : concluded;
  }

  private int bundle(TrustRoot trust) throws ConfigurationException {
    if (snapshot != null || verdictOnly) {
      throw new ParameterException(
          spec.commandLine(), "--snapshot and --verdict-only do not go with an evidence bundle");
    }
    Usage.require(
        spec,
        !records.areAny() || trusting.trustRoot != null,
        "--evidence-record needs --trust-root, which names authorities");
    Instant now = setup.console().clock().instant();
    OpenedBundle opened = OpenedBundle.of(file, trust, now, records.read());
    BundleReport report = opened.report();
    PrintStream words =
        form == FormOption.Form.JSON ? setup.console().err() : setup.console().out();
    switch (form) {
      case TABLE -> BundleTable.write(report, words);
      case JSON -> PrettyJson.print(report.toJson(), setup.console().out());
    }
    Optional<SealReport.Claim> claim = report.claim();
    if (!report.holds() || claim.isEmpty()) {
      words.println("NOT AUTHENTIC: do not rely on this bundle");
      return ExitCode.FAIL;
    }
    authentic(claim.get(), words);
    report.redaction().ifPresent(said -> words.println(Printable.of(said)));
    int required = required(claim.get(), words);
    return required == ExitCode.PASS
        ? former.conclude(VerdictFiles.sealed(opened.files()), SealTrust.of(trust), now, words)
        : required;
  }

  private TrustRoot trust() throws ConfigurationException, PolicyException {
    TrustRoot trust = trusting.root(setup, spec);
    Path besides = longTermKey;
    return besides == null ? trust : trust.and(LongTermKeys.verificationKey(besides));
  }

  private Optional<byte[]> snapshot() throws ConfigurationException {
    Path named = snapshot;
    if (named != null) {
      return Optional.of(InputFile.bytes(named));
    }
    Path beside = SealedFiles.of(file).snapshot();
    return Files.exists(beside) ? Optional.of(InputFile.bytes(beside)) : Optional.empty();
  }

  private static void line(PrintStream out, SealReport.Check check) {
    String result =
        switch (check.result()) {
          case PASSED -> "ok";
          case FAILED -> "FAILED";
          case SKIPPED -> "not checked";
        };
    out.printf(Locale.ROOT, "%-12s %-12s %s%n", result, check.name(), Printable.of(check.detail()));
  }

  private int conclude(SealReport report, PrintStream out) {
    out.println();
    if (!report.holds() || report.claim().isEmpty()) {
      out.println("NOT AUTHENTIC: do not rely on this verdict");
      return ExitCode.FAIL;
    }
    SealReport.Claim claim = report.claim().get();
    authentic(claim, out);
    int required = required(claim, out);
    return required == ExitCode.PASS ? evidence(report, out) : required;
  }

  private static void authentic(SealReport.Claim claim, PrintStream out) {
    out.println("AUTHENTIC: sealed by the owner of the key, and unchanged since");
    out.printf(
        "it says `%s` of %s, judged at %s, valid until %s%n",
        Printable.of(claim.status()),
        Printable.of(claim.candidate()),
        claim.evaluatedAt(),
        claim.validUntil());
    out.println("authenticity says nothing about the verdict being a pass");
  }

  private int required(SealReport.Claim claim, PrintStream out) {
    Optional<String> refusal = demands.refusal(claim, setup.console().clock().instant());
    refusal.ifPresent(why -> out.println("REFUSED: " + why));
    return refusal.isPresent() ? ExitCode.FAIL : ExitCode.PASS;
  }

  private int evidence(SealReport report, PrintStream out) {
    if (report.isComplete() || verdictOnly) {
      return ExitCode.PASS;
    }
    out.println(
        "EVIDENCE NOT CHECKED: there is no `%s`; name it with --snapshot, or accept that with"
            .formatted(Printable.of(SealedFiles.of(file).snapshot().toString())));
    out.println("--verdict-only");
    return ExitCode.UNKNOWN;
  }
}
