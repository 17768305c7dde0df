package dev.seaworthy.cli.command;

import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.cli.check.CheckRequest;
import dev.seaworthy.cli.check.RuntimeChoice;
import dev.seaworthy.cli.check.Setup;
import dev.seaworthy.cli.check.Sources;
import dev.seaworthy.cli.fix.FixReport;
import dev.seaworthy.cli.fix.FixRun;
import dev.seaworthy.cli.fix.Fixes;
import dev.seaworthy.cli.format.PrettyJson;
import dev.seaworthy.cli.terminal.Console;
import dev.seaworthy.cli.terminal.Messages;
import dev.seaworthy.cli.terminal.Progress;
import dev.seaworthy.engine.policy.PolicyException;
import dev.seaworthy.engine.policy.Severity;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Mends manifests where the remedy is mechanical. */
@Command(
    name = "fix",
    description = "Mend what is wrong in manifests where one edit without a choice does it.",
    sortOptions = false,
    footer = {
      "",
      "Comments and layout stay. Each edit is judged again before it is told: the finding must be",
      "gone and none may be new. Rendered files, templates and aliases are left, with the reason.",
      "",
      "Examples:",
      "  seaworthy fix deploy/                    a diff of what can be mended",
      "  seaworthy fix --write deploy/web.yaml    mend the file",
      "  seaworthy fix --only K8S-09 --set pod_security_level=restricted deploy/",
      "  seaworthy fix deploy/ | git apply        the same by hand",
      "",
      "Exit codes: 0 nothing to mend or all mended, 1 a diff that is not written, or findings that",
      "cannot be mended safely, 2 neither but something cannot be judged, or there is no evidence,",
      "3 bad usage or configuration, 4 internal error."
    })
final class FixCommand implements Callable<Integer> {
  /** What is printed. */
  enum Form {
    DIFF,
    JSON
  }

  /** One of the two. */
  static final class Mode {
    @Option(names = "--dry-run", description = "Change no file, and print the diff (the default).")
    boolean dryRun;

    @Option(names = "--write", description = "Change the files, each whole or not at all.")
    boolean write;
  }

  @Parameters(
      arity = "1..*",
      paramLabel = "PATH",
      description = "Files, folders or one release.yaml.")
  List<String> paths = new ArrayList<>();

  @ArgGroup(exclusive = true)
  Mode mode = new Mode();

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "diff",
      description = "diff or json (default: ${DEFAULT-VALUE}).")
  Form format = Form.DIFF;

  @Mixin OutputOptions output = new OutputOptions();
  @Mixin RuleOptions rules = new RuleOptions();
  @Mixin HelpOption help = new HelpOption();

  @Spec CommandSpec spec = CommandSpec.create();

  private final Setup setup;

  FixCommand(Setup setup) {
    this.setup = setup;
  }

  @Override
  public Integer call() throws ConfigurationException, PolicyException {
    if (paths.contains("-")) {
      throw new ParameterException(spec.commandLine(), "standard input cannot be mended");
    }
    Console console = setup.console();
    Fixes fixes;
    try (Progress progress = output.progress(console)) {
      FixRun run = new FixRun(rules.reading.with(setup), progress, request());
      fixes = run.run();
      tellWarnings(run);
      if (mode.write) {
        run.write();
      }
    }
    output.write(console, out -> write(fixes, out));
    FixReport.notes(fixes, mode.write).forEach(note -> output.note(console, note));
    return fixes.exitCode(mode.write);
  }

  /** The edited files are judged as of the same time as the files before. */
  private CheckRequest request() {
    CommandLine commandLine = spec.commandLine();
    Instant now = setup.console().clock().instant();
    Optional<Instant> time = rules.time(commandLine);
    return rules.request(
        Sources.of(paths),
        Severity.LOW,
        time.isPresent() ? time : Optional.of(now),
        RuntimeChoice.FASTEST,
        commandLine);
  }

  private void tellWarnings(FixRun run) {
    if (!output.quiet) {
      Messages messages = new Messages(setup.console().err());
      run.warnings().forEach(warning -> Failures.tell(messages, warning));
    }
  }

  private void write(Fixes fixes, Appendable out) throws IOException {
    Console console = setup.console();
    switch (format) {
      case DIFF -> {
        boolean terminal = output.output == null && console.outIsTerminal();
        FixReport.writeDiff(fixes, terminal, output.palette(console), out);
      }
      case JSON -> PrettyJson.write(FixReport.json(fixes, mode.write), out);
    }
  }
}
