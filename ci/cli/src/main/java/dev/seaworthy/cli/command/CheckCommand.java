package dev.seaworthy.cli.command;

import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.cli.ExitCode;
import dev.seaworthy.cli.baseline.BaselineUse;
import dev.seaworthy.cli.check.BaselineFile;
import dev.seaworthy.cli.check.CheckRequest;
import dev.seaworthy.cli.check.CheckRun;
import dev.seaworthy.cli.check.CounterfactualSearch;
import dev.seaworthy.cli.check.RuntimeChoice;
import dev.seaworthy.cli.check.SealedFiles;
import dev.seaworthy.cli.check.Setup;
import dev.seaworthy.cli.check.Signal;
import dev.seaworthy.cli.check.WatchRun;
import dev.seaworthy.cli.descriptor.Baseline;
import dev.seaworthy.cli.descriptor.Diagnostic;
import dev.seaworthy.cli.format.Counterfactuals;
import dev.seaworthy.cli.format.Presentation;
import dev.seaworthy.cli.format.Report;
import dev.seaworthy.cli.format.VerdictFormat;
import dev.seaworthy.cli.format.VerdictFormats;
import dev.seaworthy.cli.format.WatchFormat;
import dev.seaworthy.cli.terminal.Console;
import dev.seaworthy.cli.terminal.Messages;
import dev.seaworthy.cli.terminal.Progress;
import dev.seaworthy.engine.policy.PolicyException;
import dev.seaworthy.engine.verdict.Agreement;
import dev.seaworthy.engine.verdict.Verdict;
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
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Judges a release. */
@Command(
    name = "check",
    description = "Judge a release, or files of any known kind, and draw a verdict.",
    sortOptions = false,
    footer = {
      "",
      "Each file is recognised by its content: Kubernetes manifests, Trivy reports, certificates,",
      "Traefik, IAM and ERP exports. What cannot be read is never passed over: it makes the",
      "controls it could have decided `unknown`.",
      "",
      "Examples:",
      "  seaworthy check manifests/ scans/",
      "  seaworthy check ./chart --helm-values production.yaml --helm-namespace erp",
      "  helm template erp ./chart | seaworthy check -",
      "  seaworthy check release.yaml --format sarif -o seaworthy.sarif",
      "  seaworthy check release.yaml --format html -o verdict.html",
      "  seaworthy check release.yaml --format pdf -o verdict.pdf",
      "  seaworthy check --cluster --format openreports | kubectl apply -f -",
      "  seaworthy check manifests/ --bundle kubernetes --set allowed_registries=registry.example",
      "  seaworthy check manifests/ --only IMG-01,K8S-09 --fail-on high",
      "  seaworthy check release.yaml --key release-key.pem --seal verdict.seal",
      "  seaworthy check --cluster --context staging --namespace shop",
      "  seaworthy check --cluster --watch --interval 30 --format json",
      "",
      "Exit codes: 0 pass, 1 fail, 2 unknown, 3 bad usage or configuration, 4 internal error."
    })
final class CheckCommand implements Callable<Integer> {
  @Parameters(
      arity = "0..*",
      paramLabel = "PATH",
      description = "Files, folders, `-` for standard input, or one release.yaml.")
  List<String> paths = new ArrayList<>();

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "table",
      completionCandidates = FormatNames.class,
      description = "One of ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  String format = "table";

  @Option(
      names = "--runtime",
      paramLabel = "RUNTIME",
      description =
          "Evaluate policies by `plan`, by `wasm`, by the `fastest` for each bundle, or by `both`,"
              + " which must agree (default: fastest; with --seal both).")
  @Nullable String runtime;

  @Option(
      names = "--baseline",
      paramLabel = "FILE",
      description = "Waive the findings that this baseline names; see `seaworthy baseline`.")
  @Nullable Path baselineFile;

  @Mixin SealingOptions sealingOptions = new SealingOptions();
  @Mixin WatchOptions watching = new WatchOptions();
  @Mixin OutputOptions output = new OutputOptions();
  @Mixin JudgingOptions judging = new JudgingOptions();
  @Mixin HelpOption help = new HelpOption();

  @Spec CommandSpec spec = CommandSpec.create();

  private final Setup setup;

  CheckCommand(Setup setup) {
    this.setup = setup;
  }

  @Override
  public Integer call() throws ConfigurationException, PolicyException {
    if (watching.watch) {
      return watch();
    }
    VerdictFormat verdictFormat = format();
    Console console = setup.console();
    Optional<SealingOptions.Sealing> sealing = sealingOptions.open(spec, console);
    Optional<Baseline> baseline = baseline();
    CheckRun.Checked checked =
        check(
            judging
                .request(paths, runtime(sealing.isPresent()), spec.commandLine())
                .waiving(baseline.map(Baseline::waivers).orElse(List.of())));
    tell(checked.warnings());
    baseline.ifPresent(one -> tell(BaselineUse.of(one, checked).warnings()));
    Counterfactuals counterfactuals =
        verdictFormat.tellsCounterfactuals()
            ? CounterfactualSearch.of(checked.verdict(), checked.bundles())
            : Counterfactuals.NONE;
    Report report = sealed(checked.verdict(), sealing, counterfactuals);
    Presentation presentation =
        new Presentation(output.palette(console), output.columns(console), checked.folder());
    output.writeBytes(console, out -> verdictFormat.write(report, presentation, out));
    return ExitCode.of(checked.verdict().status());
  }

  private Report sealed(
      Verdict verdict, Optional<SealingOptions.Sealing> sealing, Counterfactuals counterfactuals)
      throws ConfigurationException {
    Console console = setup.console();
    if (verdict.agreement() == Agreement.DISAGREED) {
      new Messages(console.err()).error(JudgingOptions.notSealed());
    } else if (sealing.isPresent()) {
      SealingOptions.Sealed sealed = sealingOptions.seal(verdict, sealing.get(), console);
      SealedFiles files = sealed.files();
      output.note(console, "sealed to " + files.verdict() + " and " + files.snapshot());
      return new Report(sealed.verdict(), Optional.of(sealed.note()), counterfactuals);
    }
    return new Report(verdict, Optional.empty(), counterfactuals);
  }

  private int watch() throws ConfigurationException, PolicyException {
    WatchFormat lines =
        WatchFormat.find(format)
            .orElseThrow(() -> misused("--watch prints lines: --format table or json"));
    Usage.require(
        spec,
        !sealingOptions.isAsked() && output.output == null && baselineFile == null,
        "--watch goes without --key, --seal, --baseline and --output");
    Console console = setup.console();
    sealingOptions.open(spec, console);
    Signal signal = new Signal();
    WatchRun run =
        new WatchRun(
            judging.rendered(setup),
            () -> output.progress(console),
            judging.request(paths, runtime(false), spec.commandLine()),
            watching.interval(spec),
            signal);
    try (StopOnSignal stop = new StopOnSignal(signal, ExitCode.INTERNAL)) {
      int code =
          ExitCode.of(
              run.run(
                      change -> {
                        console.out().println(lines.line(change));
                        console.out().flush();
                      })
                  .status());
      stop.ended(code);
      return code;
    }
  }

  private CheckRun.Checked check(CheckRequest request)
      throws ConfigurationException, PolicyException {
    try (Progress progress = output.progress(setup.console())) {
      return new CheckRun(judging.rendered(setup), progress, request).run();
    }
  }

  private Optional<Baseline> baseline() throws ConfigurationException {
    Path file = baselineFile;
    return file == null
        ? Optional.empty()
        : Optional.of(BaselineFile.read(file, judging.now(setup.console(), spec.commandLine())));
  }

  private void tell(List<Diagnostic> warnings) {
    if (!output.quiet) {
      Messages messages = new Messages(setup.console().err());
      warnings.forEach(warning -> Failures.tell(messages, warning));
    }
  }

  private VerdictFormat format() {
    VerdictFormat found =
        VerdictFormats.find(format)
            .orElseThrow(
                () -> misused(JudgingOptions.unknown("--format", format, VerdictFormats.names())));
    if (!found.isText() && output.output == null && setup.console().outIsTerminal()) {
      throw misused("--format " + format + " is no text for a terminal: name a file with -o");
    }
    return found;
  }

  private RuntimeChoice runtime(boolean toSeal) {
    String text = runtime;
    if (text == null) {
      return toSeal ? RuntimeChoice.BOTH : RuntimeChoice.FASTEST;
    }
    RuntimeChoice choice =
        RuntimeChoice.parse(text)
            .orElseThrow(
                () -> misused(JudgingOptions.unknown("--runtime", text, RuntimeChoice.ids())));
    if (toSeal && choice != RuntimeChoice.BOTH) {
      throw misused("what is sealed is judged by both runtimes: leave out --runtime " + text);
    }
    return choice;
  }

  private ParameterException misused(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
