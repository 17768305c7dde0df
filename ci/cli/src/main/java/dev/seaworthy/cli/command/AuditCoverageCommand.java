package dev.seaworthy.cli.command;

import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.cli.ExitCode;
import dev.seaworthy.cli.audit.PolicyArchives;
import dev.seaworthy.cli.check.CheckRun;
import dev.seaworthy.cli.check.InputFile;
import dev.seaworthy.cli.check.RuntimeChoice;
import dev.seaworthy.cli.check.SealedFiles;
import dev.seaworthy.cli.check.Setup;
import dev.seaworthy.cli.format.CoverageJson;
import dev.seaworthy.cli.format.CoverageRows;
import dev.seaworthy.cli.format.CoverageTable;
import dev.seaworthy.cli.format.FrameworkList;
import dev.seaworthy.cli.format.Presentation;
import dev.seaworthy.cli.format.PrettyJson;
import dev.seaworthy.cli.framework.AssessedRelease;
import dev.seaworthy.cli.framework.Frameworks;
import dev.seaworthy.cli.terminal.Messages;
import dev.seaworthy.cli.terminal.Progress;
import dev.seaworthy.engine.policy.PolicyException;
import dev.seaworthy.engine.policy.Suggestions;
import dev.seaworthy.engine.policy.framework.Coverage;
import dev.seaworthy.engine.policy.framework.Framework;
import dev.seaworthy.engine.policy.framework.FrameworkReader;
import dev.seaworthy.engine.seal.TrustRoot;
import java.io.IOException;
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

/** Tells what a verdict says of each requirement of an outside framework. */
@Command(
    name = "coverage",
    description =
        "Tell of each requirement of a framework what a verdict's controls say of it, and what is"
            + " missing.",
    sortOptions = false,
    footer = {
      "",
      "Judges as `check` does; or with --key reads what a sealed verdict or an evidence bundle"
          + " says.",
      "A requirement is proven, supported, excepted (waived or not applicable), failing, unknown,"
          + " or",
      "cannot be proven by this kind of evidence.",
      "",
      "Examples:",
      "  seaworthy audit coverage --list",
      "  seaworthy audit coverage --framework iso-27001 release.yaml",
      "  seaworthy audit coverage --framework nis2 verdict.seal --key release-key.pub",
      "  seaworthy audit coverage --framework soc2 evidence-18.0.4.zip --key release-key.pub \\",
      "    --format markdown -o soc2.md",
      "",
      "Exit codes: 0 nothing fails and nothing is unknown, 1 a requirement is failing or what is",
      "sealed is not authentic, 2 a requirement is unknown, 3 bad usage or configuration, 4"
          + " internal",
      "error. What cannot be proven by this kind of evidence changes no exit code."
    })
final class AuditCoverageCommand implements Callable<Integer> {
  /** What is printed. */
  enum Form {
    TABLE,
    JSON,
    CSV,
    MARKDOWN
  }

  @Parameters(
      arity = "0..*",
      paramLabel = "PATH",
      description = "As for `check`; with --key, one sealed verdict or evidence bundle.")
  List<String> paths = new ArrayList<>();

  @Option(
      names = "--framework",
      paramLabel = "NAME",
      completionCandidates = FrameworkNames.class,
      description = "One of ${COMPLETION-CANDIDATES}; or a file of your own that ends in .json.")
  String framework = "";

  @Option(names = "--list", description = "List the frameworks with version and date.")
  boolean list;

  @Option(
      names = "--key",
      paramLabel = "PUB",
      description = "PATH is sealed; public key of who must have sealed it.")
  @Nullable Path key;

  @Option(
      names = "--trust-root",
      paramLabel = "FILE",
      description =
          "PATH is sealed; whose keys count for what and when, and who must have attested its time.")
  @Nullable Path trustRoot;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "table",
      description = "table, json, csv or markdown (default: ${DEFAULT-VALUE}).")
  Form form = Form.TABLE;

  @Mixin OutputOptions output = new OutputOptions();
  @Mixin JudgingOptions judging = new JudgingOptions();
  @Mixin HelpOption help = new HelpOption();

  @Spec CommandSpec spec = CommandSpec.create();

  private final Setup setup;

  AuditCoverageCommand(Setup setup) {
    this.setup = setup;
  }

  @Override
  public Integer call() throws ConfigurationException, PolicyException {
    if (list) {
      return listed();
    }
    Usage.require(spec, !framework.isEmpty(), "name a --framework; --list tells which there are");
    Framework chosen = chosen();
    Optional<TrustRoot> trust = trust();
    Optional<AssessedRelease> release =
        trust.isEmpty() ? Optional.of(check()) : sealed(trust.get());
    if (release.isEmpty()) {
      return ExitCode.FAIL;
    }
    Coverage coverage = Coverage.of(chosen, release.get().judged());
    output.write(setup.console(), out -> write(coverage, release.get(), out));
    return ExitCode.of(coverage.status());
  }

  private int listed() throws ConfigurationException {
    Usage.require(
        spec, form == Form.TABLE || form == Form.JSON, "--list is printed as table or json");
    output.write(
        setup.console(),
        out -> {
          if (form == Form.JSON) {
            PrettyJson.write(CoverageJson.list(Frameworks.all()), out);
          } else {
            FrameworkList.write(Frameworks.all(), presentation(), out);
          }
        });
    return ExitCode.PASS;
  }

  private Framework chosen() throws ConfigurationException, PolicyException {
    if (framework.endsWith(".json")) {
      return FrameworkReader.read(InputFile.bytes(Path.of(framework)), framework);
    }
    return Frameworks.named(framework)
        .orElseThrow(
            () ->
                new ConfigurationException(
                    "NO_FRAMEWORK",
                    "there is no framework `%s`%s"
                        .formatted(framework, Suggestions.didYouMean(framework, Frameworks.NAMES)),
                    "name one of %s, or a file that ends in `.json`"
                        .formatted(String.join(", ", Frameworks.NAMES))));
  }

  private AssessedRelease check() throws ConfigurationException, PolicyException {
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
      return AssessedRelease.of(checked.verdict());
    }
  }

  /** Whom to trust for what is sealed; empty where PATH is not. */
  private Optional<TrustRoot> trust() throws ConfigurationException, PolicyException {
    Path sealer = key;
    Path file = trustRoot;
    List<Path> trustKeys = judging.rules.policies.outside().trustKeys();
    Usage.require(
        spec,
        file == null || (sealer == null && trustKeys.isEmpty()),
        "give either --key, with --trust-key where it is needed, or --trust-root");
    if (file != null) {
      return Optional.of(PolicyArchives.trusting(file, setup));
    }
    return sealer == null
        ? Optional.empty()
        : Optional.of(
            PolicyArchives.trusting(SealedFiles.verificationKey(sealer), trustKeys, setup));
  }

  private Optional<AssessedRelease> sealed(TrustRoot trust) throws ConfigurationException {
    Usage.require(spec, paths.size() == 1, "--key goes with one PATH, that of what is sealed");
    return new SealedSource(setup).read(Path.of(paths.get(0)), trust).map(AssessedRelease::of);
  }

  private Presentation presentation() {
    return new Presentation(output.palette(setup.console()), output.columns(setup.console()), "");
  }

  private void write(Coverage coverage, AssessedRelease release, Appendable out)
      throws IOException {
    switch (form) {
      case TABLE -> CoverageTable.write(coverage, release, presentation(), out);
      case JSON -> PrettyJson.write(CoverageJson.of(coverage, release), out);
      case CSV -> CoverageRows.csv(coverage, out);
      case MARKDOWN -> CoverageRows.markdown(coverage, release, out);
    }
  }
}
