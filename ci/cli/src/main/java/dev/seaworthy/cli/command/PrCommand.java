package dev.seaworthy.cli.command;

import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.cli.ExitCode;
import dev.seaworthy.cli.change.Change;
import dev.seaworthy.cli.change.ChangeJson;
import dev.seaworthy.cli.change.ChangeMarkdown;
import dev.seaworthy.cli.change.ChangeRun;
import dev.seaworthy.cli.change.ChangeTable;
import dev.seaworthy.cli.change.ChangeTelling;
import dev.seaworthy.cli.change.Reproduction;
import dev.seaworthy.cli.change.Threshold;
import dev.seaworthy.cli.check.CheckRequest;
import dev.seaworthy.cli.check.RuntimeChoice;
import dev.seaworthy.cli.check.Setup;
import dev.seaworthy.cli.check.Sources;
import dev.seaworthy.cli.forge.ForgeTarget;
import dev.seaworthy.cli.forge.Publisher;
import dev.seaworthy.cli.format.PrettyJson;
import dev.seaworthy.cli.git.GitRepository;
import dev.seaworthy.cli.terminal.Console;
import dev.seaworthy.cli.terminal.Messages;
import dev.seaworthy.cli.terminal.Progress;
import dev.seaworthy.cli.waiver.WaiverReview;
import dev.seaworthy.engine.policy.PolicyException;
import dev.seaworthy.engine.policy.Severity;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tells what a change of a repository introduces and fixes. */
@Command(
    name = "pr",
    description = "Judge two commits, and tell what the change between them introduces and fixes.",
    sortOptions = false,
    footer = {
      "",
      "The change begins at the merge base of --base and --head. Both commits are read from the",
      "repository's objects: the working tree is neither read nor touched, and nothing of the",
      "change is executed. A moved line or a renamed file introduces nothing.",
      "",
      "Examples:",
      "  seaworthy pr --base origin/main",
      "  seaworthy pr deploy/ --base origin/main --fail-on high",
      "  seaworthy pr --base v1.4.0 --head v1.5.0 --format json",
      "  seaworthy pr --format markdown -o comment.md      base as CI tells it",
      "",
      "Exit codes: 0 nothing introduced, 1 findings introduced, 2 none but something new cannot be",
      "judged, or there is no evidence, 3 bad usage or configuration, 4 internal error."
    })
final class PrCommand implements Callable<Integer> {
  /** What is printed. */
  enum Form {
    TABLE,
    MARKDOWN,
    JSON
  }

  /**
   * What came out.
   *
   * @param scan of the head, in SARIF, where code scanning is to be told
   */
  private record Judged(Change change, Optional<String> scan) {}

  @Parameters(
      arity = "0..*",
      paramLabel = "PATH",
      description =
          "Files, folders or one release.yaml, from the repository's root (default: all).")
  List<String> paths = new ArrayList<>();

  @Option(
      names = "--base",
      paramLabel = "REV",
      description =
          "What the change is to be merged into (default: as GitHub Actions or GitLab CI tell it,"
              + " or origin/HEAD).")
  @Nullable String base;

  @Option(
      names = "--head",
      paramLabel = "REV",
      defaultValue = "HEAD",
      description = "The last commit of the change (default: ${DEFAULT-VALUE}).")
  String head = "HEAD";

  @Option(
      names = "--repository",
      paramLabel = "DIR",
      description = "A folder of the repository (default: the working directory).")
  Path repository = Path.of("");

  @Option(
      names = "--baseline",
      paramLabel = "FILE",
      description =
          "Waive the findings that this baseline names, from the repository's root; entries that"
              + " the base's lacks do not count.")
  @Nullable String baseline;

  @Option(
      names = "--fail-on",
      paramLabel = "WHAT",
      defaultValue = "introduced",
      description =
          "What exits 1: `introduced` findings, those of a severity or worse (critical, high,"
              + " medium, low), or `all`, the verdict on the head (default: ${DEFAULT-VALUE}).")
  String failOn = "introduced";

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "table",
      description = "table, markdown or json (default: ${DEFAULT-VALUE}).")
  Form format = Form.TABLE;

  @Mixin PublishOptions publishing = new PublishOptions();
  @Mixin OutputOptions output = new OutputOptions();
  @Mixin RuleOptions rules = new RuleOptions();
  @Mixin HelpOption help = new HelpOption();

  @Spec CommandSpec spec = CommandSpec.create();

  private final Setup setup;

  PrCommand(Setup setup) {
    this.setup = setup;
  }

  @Override
  public Integer call() throws ConfigurationException, PolicyException {
    Threshold threshold = threshold();
    Console console = setup.console();
    Optional<ForgeTarget> target = publishing.target(console, spec);
    Optional<Publisher> publisher =
        target.isPresent()
            ? Optional.of(publishing.publisher(target.get(), console))
            : Optional.empty();
    try (GitRepository git = GitRepository.at(repository)) {
      Judged judged = judged(git, publisher);
      output.write(console, out -> write(judged.change(), out));
      int code = threshold.exitCode(judged.change());
      if (target.isPresent() && publisher.isPresent()) {
        publish(git, judged, code == ExitCode.PASS, target.get().link(), publisher.get());
      }
      return code;
    }
  }

  private Judged judged(GitRepository git, Optional<Publisher> publisher)
      throws ConfigurationException, PolicyException {
    Console console = setup.console();
    Instant now = console.clock().instant();
    try (Progress progress = output.progress(console)) {
      String given = base;
      String onto = given == null ? git.defaultBase(console.environment()) : given;
      ChangeRun run = run(progress, now);
      if (publisher.isPresent() && publisher.get().reviewers().kind().tellsReviews()) {
        run.reviewing(WaiverReview.by(publisher.get().reviewers(), git.commit(onto)));
      }
      Change change = run.run(git, git.mergeBase(onto, head), git.commit(head), named());
      if (!output.quiet) {
        Messages messages = new Messages(console.err());
        run.warnings().forEach(warning -> Failures.tell(messages, warning));
      }
      return new Judged(change, run.scan());
    }
  }

  private ChangeRun run(Progress progress, Instant now) throws ConfigurationException {
    ChangeRun run =
        new ChangeRun(rules.reading.with(setup), progress, sources -> request(sources, now));
    if (baseline != null) {
      run.baseline(baseline, rules.time(spec.commandLine()).orElse(now));
    }
    if (format != Form.TABLE || publishing.isAsked()) {
      run.mending();
    }
    return publishing.codeScanning ? run.scanning() : run;
  }

  private void publish(
      GitRepository git, Judged judged, boolean passed, String link, Publisher publisher)
      throws ConfigurationException {
    new ChangeTelling(publishing.name, link, reproduction())
        .tell(git, judged.change(), passed, judged.scan(), publisher)
        .forEach(note -> output.note(setup.console(), note));
  }

  /** Both sides are judged as of one time. */
  private CheckRequest request(Sources sources, Instant now) {
    CommandLine commandLine = spec.commandLine();
    Optional<Instant> time = Optional.of(rules.time(commandLine).orElse(now));
    return rules.request(sources, Severity.LOW, time, RuntimeChoice.FASTEST, commandLine);
  }

  private List<String> named() {
    return paths.isEmpty() ? List.of(".") : paths;
  }

  private void write(Change change, Appendable out) throws IOException {
    Console console = setup.console();
    switch (format) {
      case TABLE ->
          new ChangeTable(output.palette(console), output.columns(console), out).write(change);
      case MARKDOWN -> ChangeMarkdown.write(change, reproduction().of(change), out);
      case JSON -> PrettyJson.write(ChangeJson.of(change), out);
    }
  }

  private Reproduction reproduction() {
    return new Reproduction(rules.words(), Optional.ofNullable(baseline), paths);
  }

  private Threshold threshold() {
    return Threshold.parse(failOn)
        .orElseThrow(
            () ->
                new ParameterException(
                    spec.commandLine(),
                    JudgingOptions.unknown("--fail-on", failOn, Threshold.ids())));
  }
}
