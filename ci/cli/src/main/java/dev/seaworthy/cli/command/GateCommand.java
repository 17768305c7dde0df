package dev.seaworthy.cli.command;

import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.cli.ExitCode;
import dev.seaworthy.cli.check.CheckRun;
import dev.seaworthy.cli.check.OutputFile;
import dev.seaworthy.cli.check.Setup;
import dev.seaworthy.cli.check.StageRun;
import dev.seaworthy.cli.format.GateTable;
import dev.seaworthy.cli.format.Presentation;
import dev.seaworthy.cli.format.PrettyJson;
import dev.seaworthy.cli.gate.GateReport;
import dev.seaworthy.cli.key.KeyName;
import dev.seaworthy.cli.key.KeyOptions;
import dev.seaworthy.cli.terminal.Console;
import dev.seaworthy.cli.terminal.Messages;
import dev.seaworthy.cli.terminal.Progress;
import dev.seaworthy.engine.evidence.Problem;
import dev.seaworthy.engine.gate.Ledger;
import dev.seaworthy.engine.gate.Sealing;
import dev.seaworthy.engine.gate.StoreException;
import dev.seaworthy.engine.gate.VerdictStore;
import dev.seaworthy.engine.key.Signer;
import dev.seaworthy.engine.policy.PolicyException;
import dev.seaworthy.engine.policy.Stage;
import dev.seaworthy.engine.seal.SealTrust;
import dev.seaworthy.engine.verdict.Agreement;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Judges one stage of a release and seals its verdict, if the stages before it are open. */
@Command(
    name = "gate",
    description =
        "Judge one stage of a release by all controls of that stage, and seal the verdict into a"
            + " store if the stages before it passed for the same candidate.",
    sortOptions = false,
    footer = {
      "",
      "Stages, in order: build, drift, migration, integration, performance, security, continuity,",
      "sign-off, hypercare. A gate is open if its verdict passed, is sealed, and every stage"
          + " before",
      "it is open. What keeps it shut is said with who can supply it, and how.",
      "",
      "Examples:",
      "  seaworthy gate build --key release-key.pem --trust release-key.pub",
      "  seaworthy gate drift release.yaml --key k.pem --trust k.pub --trust ops.pub --store"
          + " verdicts",
      "",
      "Exit codes: 0 open, 1 something failed, 2 not everything is proved, 3 bad usage or",
      "configuration, 4 internal error."
    })
final class GateCommand implements Callable<Integer> {
  /** A stage as it was judged; empty where nothing judges it. */
  private record Judged(StageRun run, Optional<CheckRun.Checked> checked) {}

  @Parameters(index = "0", paramLabel = "STAGE", description = "The stage to judge.")
  String stage = "";

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "RELEASE",
      defaultValue = "release.yaml",
      description = "The release descriptor (default: ${DEFAULT-VALUE}).")
  Path release = Path.of("release.yaml");

  @Option(
      names = "--key",
      required = true,
      paramLabel = KeyOptions.LABEL,
      description = "Seal the verdict with this key; its public half must be among --trust.")
  KeyName key = new KeyName("");

  @Option(
      names = "--snapshot",
      paramLabel = "FILE",
      description = "Also write the evidence that was judged, for `verify --snapshot`.")
  @Nullable Path snapshot;

  @Mixin PreviousOption previous = new PreviousOption();
  @Mixin StoreOptions stored = new StoreOptions();
  @Mixin OutputOptions output = new OutputOptions();
  @Mixin FormOption form = new FormOption();
  @Mixin KeyOptions keys = new KeyOptions();
  @Mixin HelpOption help = new HelpOption();

  @Spec CommandSpec spec = CommandSpec.create();

  private final Setup setup;

  GateCommand(Setup setup) {
    this.setup = setup;
  }

  @Override
  public Integer call() throws ConfigurationException, PolicyException {
    Stage wanted = stage();
    Signer signingKey = keys.open(key, setup.console());
    SealTrust trusted = stored.trusted(setup, spec);
    requireTrusted(signingKey, trusted);
    try {
      Judged judged = judge(wanted);
      if (judged.checked().isPresent()) {
        return conclude(wanted, judged.run(), judged.checked().get(), signingKey, trusted);
      }
      Ledger ledger = Ledger.read(stored.open(), StoreOptions.question(judged.run(), trusted));
      return write(GateReport.empty(wanted, judged.run().candidate(), ledger), "");
    } catch (StoreException e) {
      throw StoreOptions.refused(e);
    }
  }

  private Judged judge(Stage wanted) throws ConfigurationException, PolicyException {
    try (Progress progress = output.progress(setup.console())) {
      StageRun run = stored.run(release, setup, progress, spec.commandLine());
      return new Judged(run, run.judge(wanted));
    }
  }

  private int conclude(
      Stage wanted, StageRun run, CheckRun.Checked checked, Signer signingKey, SealTrust trusted)
      throws ConfigurationException, StoreException {
    Messages messages = new Messages(setup.console().err());
    if (!output.quiet) {
      checked.warnings().forEach(warning -> Failures.tell(messages, warning));
    }
    if (checked.verdict().agreement() == Agreement.DISAGREED) {
      messages.error(JudgingOptions.notSealed());
      return ExitCode.UNKNOWN;
    }
    Path evidence = snapshot;
    if (evidence != null) {
      OutputFile.write(evidence, checked.verdict().snapshot().toCanonicalJson().bytes());
    }
    // The question is asked as of now, not as of when judging began: a verdict may have expired.
    VerdictStore store = stored.open();
    Sealing.Sealed sealed =
        new Sealing(store, StoreOptions.question(run, trusted), signingKey)
            .seal(previous.in(checked.verdict(), signingKey), wanted);
    Ledger ledger = Ledger.read(store, StoreOptions.question(run, trusted));
    return write(GateReport.of(wanted, checked.verdict(), sealed, ledger), checked.folder());
  }

  private int write(GateReport report, String folder) throws ConfigurationException {
    Console console = setup.console();
    output.write(
        console,
        out -> {
          switch (form.format) {
            case TABLE ->
                GateTable.write(
                    report,
                    new Presentation(output.palette(console), output.columns(console), folder),
                    out);
            case JSON -> PrettyJson.write(report.toJson(), out);
          }
        });
    return ExitCode.of(report.status());
  }

  private void requireTrusted(Signer signingKey, SealTrust trusted) throws ConfigurationException {
    if (!trusted.knows(signingKey.verificationKey())) {
      throw new ConfigurationException(
          "UNTRUSTED_KEY",
          "`%s` is none of the keys that %s names: what it seals would not count"
              .formatted(key, stored.trustRoot == null ? "--trust" : "--trust-root"),
          key.scheme().isPresent()
              ? "print its public half with `seaworthy keys show --pem`, and name that"
              : "name its public half too: `--trust %s`"
                  .formatted(KeysGenerateCommand.publicFile(key.file())));
    }
    Optional<Problem> refusal =
        trusted.refusal(signingKey.verificationKey(), setup.console().clock().instant());
    if (refusal.isPresent()) {
      throw new ConfigurationException(
          refusal.get().code(),
          refusal.get().message(),
          "seal with a key that counts now: `seaworthy keys rotate` makes one");
    }
  }

  private Stage stage() {
    List<String> names = Stream.of(Stage.values()).map(Stage::id).toList();
    return Stage.parse(stage)
        .orElseThrow(
            () ->
                new ParameterException(
                    spec.commandLine(), JudgingOptions.unknown("STAGE", stage, names)));
  }
}
