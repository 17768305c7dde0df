package dev.seaworthy.cli.command;

import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.cli.ExitCode;
import dev.seaworthy.cli.baseline.BaselineUse;
import dev.seaworthy.cli.baseline.Pruning;
import dev.seaworthy.cli.check.BaselineFile;
import dev.seaworthy.cli.check.CheckRun;
import dev.seaworthy.cli.check.OutputFile;
import dev.seaworthy.cli.check.Setup;
import dev.seaworthy.cli.descriptor.Baseline;
import dev.seaworthy.cli.terminal.Printable;
import dev.seaworthy.engine.policy.PolicyException;
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

/** Shrinks a baseline. */
@Command(
    name = "prune",
    description = "Take out of a baseline what is mended; nothing is ever added.",
    sortOptions = false,
    footer = {
      "",
      "An entry stays where its control could not be decided or was not asked, or where its file is",
      "there and was not named: only what is known to be gone goes.",
      "",
      "Examples:",
      "  seaworthy baseline prune deploy/",
      "  seaworthy baseline prune deploy/ --check     in CI: is there anything to take away?",
      "",
      "Exit codes: 0 written or, with --check, nothing to take away; 1 --check found entries to take",
      "away; 2 there is no evidence; 3 bad usage or configuration."
    })
final class BaselinePruneCommand implements Callable<Integer> {
  @Parameters(
      arity = "1..*",
      paramLabel = "PATH",
      description = "Files, folders or one release.yaml, as for `create`.")
  List<String> paths = new ArrayList<>();

  @Option(
      names = "--baseline",
      paramLabel = "FILE",
      defaultValue = BaselineFile.NAME,
      description = "The baseline (default: ${DEFAULT-VALUE}).")
  Path file = Path.of(BaselineFile.NAME);

  @Option(names = "--check", description = "Write nothing; exit 1 where something would go.")
  boolean check;

  @Option(
      names = {"-q", "--quiet"},
      description = "Say nothing on standard error but errors.")
  boolean quiet;

  @Mixin RuleOptions rules = new RuleOptions();
  @Mixin HelpOption help = new HelpOption();

  @Spec CommandSpec spec = CommandSpec.create();

  private final Setup setup;

  BaselinePruneCommand(Setup setup) {
    this.setup = setup;
  }

  @Override
  public Integer call() throws ConfigurationException, PolicyException {
    BaselineRun run = new BaselineRun(setup, rules, quiet, spec.commandLine());
    Instant now = run.now();
    byte[] bytes = BaselineFile.bytes(file);
    Baseline baseline = BaselineFile.read(file.toString(), bytes, now);
    CheckRun.Checked checked = run.check(paths);
    if (checked.verdict().snapshot().evidence().isEmpty()) {
      run.note("there is no evidence, and nothing is taken away");
      return ExitCode.UNKNOWN;
    }
    Pruning pruning = Pruning.of(baseline, bytes, BaselineUse.of(baseline, checked));
    tell(pruning, run, baseline);
    if (check || pruning.gone().isEmpty()) {
      return pruning.gone().isEmpty() ? ExitCode.PASS : ExitCode.FAIL;
    }
    OutputFile.rewrite(file, pruning.rest(now));
    return ExitCode.PASS;
  }

  private void tell(Pruning pruning, BaselineRun run, Baseline baseline) {
    for (Baseline.Entry entry : pruning.gone()) {
      setup
          .console()
          .out()
          .println(Printable.of(("gone  " + entry.identity() + "  " + entry.place()).strip()));
    }
    run.note(
        "%d of %d entries are gone%s%s"
            .formatted(
                pruning.gone().size(),
                baseline.entries().size(),
                check && !pruning.gone().isEmpty() ? " (not written)" : "",
                pruning.undecided() == 0
                    ? ""
                    : "; %d stay because nobody can tell".formatted(pruning.undecided())));
  }
}
