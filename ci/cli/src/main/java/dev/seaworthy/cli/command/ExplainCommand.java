package dev.seaworthy.cli.command;

import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.cli.ExitCode;
import dev.seaworthy.cli.audit.BundleTable;
import dev.seaworthy.cli.audit.OpenedBundle;
import dev.seaworthy.cli.audit.PolicyArchives;
import dev.seaworthy.cli.check.CheckRun;
import dev.seaworthy.cli.check.Explaining;
import dev.seaworthy.cli.check.RuntimeChoice;
import dev.seaworthy.cli.check.SealedFiles;
import dev.seaworthy.cli.check.Setup;
import dev.seaworthy.cli.format.ExplanationHtml;
import dev.seaworthy.cli.format.ExplanationJson;
import dev.seaworthy.cli.format.ExplanationText;
import dev.seaworthy.cli.format.Presentation;
import dev.seaworthy.cli.format.PrettyJson;
import dev.seaworthy.cli.terminal.Console;
import dev.seaworthy.cli.terminal.Messages;
import dev.seaworthy.cli.terminal.Progress;
import dev.seaworthy.engine.key.VerificationKey;
import dev.seaworthy.engine.policy.Explanation;
import dev.seaworthy.engine.policy.PolicyException;
import dev.seaworthy.engine.policy.PolicyRuntime;
import dev.seaworthy.engine.seal.BundleException;
import dev.seaworthy.engine.seal.Replay;
import dev.seaworthy.engine.seal.TrustRoot;
import dev.seaworthy.engine.verdict.Assessment;
import dev.seaworthy.engine.verdict.Assessor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tells why a control ended as it did. */
@Command(
    name = "explain",
    description = "Explain one control: what decided it, and what would change the result.",
    sortOptions = false,
    footer = {
      "",
      "Judges as `check` does, or by --key as `replay` does, then asks the control's policy again:",
      "which evidence it was given, which rule each finding is of, which values it looked at, and",
      "the smallest change of them, found by judging changed evidence, that the finding does not",
      "survive. Nothing is changed but in memory.",
      "",
      "Examples:",
      "  seaworthy explain K8S-09 manifests/",
      "  seaworthy explain IMG-01 release.yaml --format json",
      "  seaworthy explain IMG-01 release.yaml --format html -o why.html",
      "  seaworthy explain K8S-09 evidence-18.0.4.zip --key release-key.pub",
      "",
      "Exit codes: those of the control: 0 pass, waived or not applicable, 1 fail, 2 unknown; 1"
          + " also",
      "for an evidence bundle that is not authentic; 3 bad usage or configuration, 4 internal"
          + " error."
    })
final class ExplainCommand implements Callable<Integer> {
  /** What is printed. */
  enum Form {
    TABLE,
    JSON,
    HTML
  }

  @Parameters(index = "0", paramLabel = "CONTROL", description = "The control's id: K8S-09.")
  String control = "";

  @Parameters(
      index = "1..*",
      arity = "0..*",
      paramLabel = "PATH",
      description = "As for `check`; with --key, one evidence bundle.")
  List<String> paths = new ArrayList<>();

  @Option(
      names = "--key",
      paramLabel = "PUB",
      description = "PATH is an evidence bundle; public key of who must have sealed it.")
  @Nullable Path key;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "table",
      description = "table, json or html (default: ${DEFAULT-VALUE}).")
  Form form = Form.TABLE;

  @Mixin OutputOptions output = new OutputOptions();
  @Mixin JudgingOptions judging = new JudgingOptions();
  @Mixin HelpOption help = new HelpOption();

  @Spec CommandSpec spec = CommandSpec.create();

  private final Setup setup;

  ExplainCommand(Setup setup) {
    this.setup = setup;
  }

  @Override
  public Integer call() throws ConfigurationException, PolicyException {
    Usage.require(
        spec,
        judging.rules.only == null,
        "explain is about the one control it names: leave out --only");
    Path sealer = key;
    Optional<CheckRun.Checked> checked =
        sealer == null ? Optional.of(check()) : recorded(SealedFiles.verificationKey(sealer));
    if (checked.isEmpty()) {
      return ExitCode.FAIL;
    }
    List<Explanation> explanations =
        new Explaining(checked.get().verdict(), checked.get().bundles()).of(control);
    write(checked.get(), explanations);
    return explanations.stream()
        .map(one -> ExitCode.of(one.result().status()))
        .max(Integer::compare)
        .orElseThrow();
  }

  private void write(CheckRun.Checked checked, List<Explanation> explanations)
      throws ConfigurationException {
    Console console = setup.console();
    Presentation presentation =
        new Presentation(output.palette(console), output.columns(console), checked.folder());
    switch (form) {
      case TABLE ->
          output.write(
              console,
              out -> new ExplanationText(presentation, checked.bundles()).write(explanations, out));
      case JSON ->
          output.write(
              console,
              out ->
                  PrettyJson.write(
                      new ExplanationJson(presentation, checked.verdict()).of(explanations), out));
      case HTML ->
          output.write(
              console,
              out ->
                  new ExplanationHtml(presentation, checked.verdict(), checked.bundles())
                      .write(explanations, out));
    }
  }

  private CheckRun.Checked check() throws ConfigurationException, PolicyException {
    judging.rules.only = control;
    try (Progress progress = output.progress(setup.console())) {
      CheckRun.Checked checked =
          new CheckRun(
                  judging.rendered(setup),
                  progress,
                  judging.request(paths, RuntimeChoice.PLAN, spec.commandLine()))
              .run();
      if (!output.quiet) {
        Messages messages = new Messages(setup.console().err());
        checked.warnings().forEach(warning -> Failures.tell(messages, warning));
      }
      return checked;
    }
  }

  /** What an evidence bundle holds, judged again; empty, and told, where it is not authentic. */
  private Optional<CheckRun.Checked> recorded(VerificationKey author)
      throws ConfigurationException, PolicyException {
    Usage.require(spec, paths.size() == 1, "--key goes with one PATH, that of an evidence bundle");
    Path bundle = Path.of(paths.get(0));
    if (!OpenedBundle.isAt(bundle)) {
      throw new ConfigurationException(
          "NO_BUNDLE",
          "there is no evidence bundle at `%s`".formatted(bundle),
          "name what `seaworthy audit bundle` wrote, or leave out --key");
    }
    TrustRoot trust =
        PolicyArchives.trusting(author, judging.rules.policies.outside().trustKeys(), setup);
    OpenedBundle opened = OpenedBundle.of(bundle, trust, setup.console().clock().instant());
    if (!opened.report().holds()) {
      BundleTable.write(opened.report(), setup.console().err());
      setup.console().err().println("NOT AUTHENTIC: nothing was explained");
      return Optional.empty();
    }
    PolicyRuntime runtime = setup.runtime().apply(RuntimeChoice.PLAN);
    try {
      Assessment asked = Replay.asked(opened.files());
      int threads = judging.rules.reading.threads(spec.commandLine());
      return Optional.of(
          new CheckRun.Checked(
              new Assessor(runtime, threads).assess(asked), "", List.of(), asked.bundles()));
    } catch (BundleException e) {
      throw new ConfigurationException(e.problem());
    }
  }
}
