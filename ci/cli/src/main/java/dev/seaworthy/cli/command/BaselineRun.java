package dev.seaworthy.cli.command;

import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.cli.check.CheckRun;
import dev.seaworthy.cli.check.RuntimeChoice;
import dev.seaworthy.cli.check.Setup;
import dev.seaworthy.cli.check.Sources;
import dev.seaworthy.cli.terminal.Messages;
import dev.seaworthy.cli.terminal.Progress;
import dev.seaworthy.engine.policy.PolicyException;
import dev.seaworthy.engine.policy.Severity;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;

/** A check for the sake of a baseline. */
final class BaselineRun {
  private final Setup setup;
  private final RuleOptions rules;
  private final boolean quiet;
  private final CommandLine commandLine;

  BaselineRun(Setup setup, RuleOptions rules, boolean quiet, CommandLine commandLine) {
    this.setup = setup;
    this.rules = rules;
    this.quiet = quiet;
    this.commandLine = commandLine;
  }

  Instant now() {
    return rules.time(commandLine).orElseGet(() -> setup.console().clock().instant());
  }

  CheckRun.Checked check(List<String> paths) throws ConfigurationException, PolicyException {
    try (Progress progress = Progress.on(setup.console(), quiet)) {
      CheckRun.Checked checked =
          new CheckRun(
                  rules.reading.with(setup),
                  progress,
                  rules.request(
                      Sources.of(paths),
                      Severity.LOW,
                      Optional.of(now()),
                      RuntimeChoice.FASTEST,
                      commandLine))
              .run();
      if (!quiet) {
        Messages messages = new Messages(setup.console().err());
        checked.warnings().forEach(warning -> Failures.tell(messages, warning));
      }
      return checked;
    }
  }

  void note(String text) {
    if (!quiet) {
      new Messages(setup.console().err()).note("seaworthy: " + text);
    }
  }
}
