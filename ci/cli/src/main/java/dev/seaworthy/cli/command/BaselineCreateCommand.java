package dev.seaworthy.cli.command;

import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.cli.ExitCode;
import dev.seaworthy.cli.baseline.BaselineText;
import dev.seaworthy.cli.check.BaselineFile;
import dev.seaworthy.cli.check.CheckRun;
import dev.seaworthy.cli.check.OutputFile;
import dev.seaworthy.cli.check.Setup;
import dev.seaworthy.engine.policy.PolicyException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Begins a baseline. */
@Command(
    name = "create",
    description = "Write down what is wrong today, to be waived until a day.",
    sortOptions = false,
    footer = {
      "",
      "A baseline that is there is never overwritten: it shrinks by `prune` alone. What could not be",
      "judged is no finding, and stays unknown.",
      "",
      "Example:",
      "  seaworthy baseline create deploy/ --owner platform --reason adoption --expires 2026-12-31",
      "",
      "Exit codes: 0 written, or nothing is wrong; 2 there is no evidence; 3 bad usage or",
      "configuration, or the file is there."
    })
final class BaselineCreateCommand implements Callable<Integer> {
  @Parameters(
      arity = "1..*",
      paramLabel = "PATH",
      description = "Files, folders or one release.yaml.")
  List<String> paths = new ArrayList<>();

  @Option(
      names = "--owner",
      paramLabel = "WHO",
      required = true,
      description = "Who answers for what is waived.")
  String owner = "";

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      required = true,
      description = "Why it may stay until then.")
  String reason = "";

  @Option(
      names = "--expires",
      paramLabel = "DAY",
      required = true,
      description = "When all of it counts again, at most 366 days ahead.")
  String expires = "";

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      defaultValue = BaselineFile.NAME,
      description = "The baseline (default: ${DEFAULT-VALUE}).")
  Path file = Path.of(BaselineFile.NAME);

  @Option(
      names = {"-q", "--quiet"},
      description = "Say nothing on standard error but errors.")
  boolean quiet;

  @Mixin RuleOptions rules = new RuleOptions();
  @Mixin HelpOption help = new HelpOption();

  @Spec CommandSpec spec = CommandSpec.create();

  private final Setup setup;

  BaselineCreateCommand(Setup setup) {
    this.setup = setup;
  }

  @Override
  public Integer call() throws ConfigurationException, PolicyException {
    BaselineRun run = new BaselineRun(setup, rules, quiet, spec.commandLine());
    Usage.require(
        spec, !owner.isBlank() && !reason.isBlank(), "--owner and --reason say something");
    requireNone();
    BaselineText text = new BaselineText(owner, reason, expires);
    // A day that cannot be is told before minutes of judging.
    read(text.of(List.of()), run.now());
    CheckRun.Checked checked = run.check(paths);
    if (checked.verdict().snapshot().evidence().isEmpty()) {
      run.note("there is no evidence, and nothing is written");
      return ExitCode.UNKNOWN;
    }
    List<String> findings = BaselineText.findings(checked);
    if (findings.isEmpty()) {
      run.note("nothing is wrong, and nothing is written");
      return ExitCode.PASS;
    }
    String content = text.of(findings);
    read(content, run.now());
    requireNone();
    OutputFile.write(file, content.getBytes(StandardCharsets.UTF_8));
    run.note("%d findings written to %s".formatted(findings.size(), file));
    return ExitCode.PASS;
  }

  private void read(String content, Instant now) throws ConfigurationException {
    BaselineFile.read(file.toString(), content.getBytes(StandardCharsets.UTF_8), now);
  }

  private void requireNone() throws ConfigurationException {
    if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new ConfigurationException(
          "BASELINE_EXISTS",
          "`%s` is there, and a baseline never grows".formatted(file),
          "take away what is mended by `seaworthy baseline prune`; what is new needs a waiver");
    }
  }
}
