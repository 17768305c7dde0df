package dev.seaworthy.cli.command;

import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.cli.ExitCode;
import dev.seaworthy.cli.check.CheckRequest;
import dev.seaworthy.cli.check.CheckRun;
import dev.seaworthy.cli.check.RuntimeChoice;
import dev.seaworthy.cli.check.SealedFiles;
import dev.seaworthy.cli.check.Setup;
import dev.seaworthy.cli.descriptor.Instants;
import dev.seaworthy.cli.format.Presentation;
import dev.seaworthy.cli.format.VerdictFormat;
import dev.seaworthy.cli.format.VerdictFormats;
import dev.seaworthy.cli.terminal.Console;
import dev.seaworthy.cli.terminal.Messages;
import dev.seaworthy.cli.terminal.Progress;
import dev.seaworthy.engine.evidence.Problem;
import dev.seaworthy.engine.key.SigningKey;
import dev.seaworthy.engine.policy.PolicyException;
import dev.seaworthy.engine.policy.Severity;
import dev.seaworthy.engine.policy.Suggestions;
import dev.seaworthy.engine.policy.runtime.BothRuntimes;
import dev.seaworthy.engine.verdict.Agreement;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
      "  seaworthy check manifests/ --bundle kubernetes --set allowed_registries=registry.example",
      "  seaworthy check manifests/ --only IMG-01,K8S-09 --fail-on high",
      "  seaworthy check release.yaml --key release-key.pem --seal verdict.seal",
      "  seaworthy check --cluster --context staging --namespace shop",
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
      names = "--bundle",
      paramLabel = "NAME[@VERSION]",
      description = "Judge by this bundle only; may be repeated.")
  List<String> bundles = new ArrayList<>();

  @Option(names = "--only", paramLabel = "ID[,ID]", description = "Judge these controls only.")
  @Nullable String only;

  @Option(
      names = "--set",
      paramLabel = "PARAMETER=VALUE",
      description = "Set a policy parameter; a list is written `a,b` or as JSON.")
  List<String> parameters = new ArrayList<>();

  @Option(
      names = "--fail-on",
      paramLabel = "SEVERITY",
      defaultValue = "low",
      description =
          "Fail only for controls of this severity or worse: critical, high, medium or"
              + " low (default: ${DEFAULT-VALUE}).")
  String failOn = "low";

  @Option(
      names = "--at",
      paramLabel = "TIME",
      description = "Judge as of this time (RFC 3339); the verdict says that it was chosen.")
  @Nullable String at;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "table",
      description = "table, json, sarif or junit (default: ${DEFAULT-VALUE}).")
  String format = "table";

  @Option(
      names = "--key",
      paramLabel = "PRIVATE.pem",
      description = "Seal the verdict with this key; goes with --seal.")
  @Nullable Path key;

  @Option(
      names = "--seal",
      paramLabel = "FILE",
      description =
          "Write the sealed verdict to FILE and the evidence to FILE.snapshot.json"
              + " (FILE without its suffix); goes with --key.")
  @Nullable Path seal;

  @Option(
      names = "--lock",
      paramLabel = "FILE",
      description =
          "Judge only by bundles that this lock pins; seaworthy.lock beside release.yaml or in"
              + " the working folder is heeded by itself.")
  @Nullable Path lock;

  @Option(
      names = "--runtime",
      paramLabel = "RUNTIME",
      description =
          "Evaluate policies by `plan`, by `wasm`, by the `fastest` for each bundle, or by `both`,"
              + " which must agree (default: fastest; with --seal both).")
  @Nullable String runtime;

  @Mixin OutputOptions output = new OutputOptions();
  @Mixin ClusterOptions cluster = new ClusterOptions();
  @Mixin ReadingOptions reading = new ReadingOptions();
  @Mixin PolicyOptions policies = new PolicyOptions();
  @Mixin HelpOption help = new HelpOption();

  @Spec CommandSpec spec = CommandSpec.create();

  private final Setup setup;

  CheckCommand(Setup setup) {
    this.setup = setup;
  }

  @Override
  public Integer call() throws ConfigurationException, PolicyException {
    VerdictFormat verdictFormat = format();
    Optional<SigningKey> signingKey = signingKey();
    CheckRun.Checked checked = check(request(runtime(signingKey.isPresent())));
    tellWarnings(checked);
    Console console = setup.console();
    Presentation presentation =
        new Presentation(output.palette(console), output.columns(console), checked.folder());
    Path sealed = seal;
    if (checked.verdict().agreement() == Agreement.DISAGREED) {
      new Messages(console.err()).error(notSealed());
    } else if (signingKey.isPresent() && sealed != null) {
      SealedFiles files = SealedFiles.of(sealed);
      files.write(checked.verdict(), signingKey.get());
      output.note(console, "sealed to " + files.verdict() + " and " + files.snapshot());
    }
    output.write(console, out -> verdictFormat.write(checked.verdict(), presentation, out));
    return ExitCode.of(checked.verdict().status());
  }

  private CheckRun.Checked check(CheckRequest request)
      throws ConfigurationException, PolicyException {
    try (Progress progress = output.progress(setup.console())) {
      return new CheckRun(reading.rendering.with(setup), progress, request).run();
    }
  }

  private void tellWarnings(CheckRun.Checked checked) {
    if (!output.quiet) {
      Messages messages = new Messages(setup.console().err());
      checked.warnings().forEach(warning -> Failures.tell(messages, warning));
    }
  }

  private CheckRequest request(RuntimeChoice runtimeChoice) {
    return new CheckRequest(
        cluster.with(paths, spec.commandLine()),
        bundles,
        ids(),
        parameters,
        severity(),
        time(),
        reading.exclude,
        policies.outside(),
        runtimeChoice,
        Optional.ofNullable(lock),
        reading.threads(spec.commandLine()));
  }

  private Set<String> ids() {
    Set<String> ids = new LinkedHashSet<>();
    String text = only;
    if (text != null) {
      Stream.of(text.split(",")).map(String::strip).forEach(ids::add);
      ids.remove("");
      if (ids.isEmpty()) {
        throw misused("--only names no control");
      }
    }
    return ids;
  }

  private Severity severity() {
    List<String> names = Stream.of(Severity.values()).map(Severity::id).toList();
    return Severity.parse(failOn).orElseThrow(() -> misused(unknown("--fail-on", failOn, names)));
  }

  private VerdictFormat format() {
    return VerdictFormats.find(format)
        .orElseThrow(() -> misused(unknown("--format", format, VerdictFormats.names())));
  }

  private Optional<Instant> time() {
    String text = at;
    if (text == null) {
      return Optional.empty();
    }
    return Optional.of(
        Instants.time(text)
            .orElseThrow(
                () ->
                    misused(
                        "--at `%s` is not a time like `%s`".formatted(text, Instants.EXAMPLE))));
  }

  private RuntimeChoice runtime(boolean toSeal) {
    String text = runtime;
    if (text == null) {
      return toSeal ? RuntimeChoice.BOTH : RuntimeChoice.FASTEST;
    }
    RuntimeChoice choice =
        RuntimeChoice.parse(text)
            .orElseThrow(() -> misused(unknown("--runtime", text, RuntimeChoice.ids())));
    if (toSeal && choice != RuntimeChoice.BOTH) {
      throw misused("what is sealed is judged by both runtimes: leave out --runtime " + text);
    }
    return choice;
  }

  private static Problem notSealed() {
    return new Problem(
        BothRuntimes.DISAGREEMENT,
        "the two runtimes disagree on this release, and the verdict is not sealed",
        "report the unknown controls above with their bundle and evidence");
  }

  private Optional<SigningKey> signingKey() throws ConfigurationException {
    Path file = key;
    if ((file == null) != (seal == null)) {
      throw misused("--key and --seal go together");
    }
    return file == null ? Optional.empty() : Optional.of(SealedFiles.signingKey(file));
  }

  private static String unknown(String option, String value, List<String> known) {
    return "%s cannot be `%s`%s; it is one of %s"
        .formatted(option, value, Suggestions.didYouMean(value, known), String.join(", ", known));
  }

  private ParameterException misused(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
