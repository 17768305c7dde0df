package dev.seaworthy.cli.command;

import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.cli.check.CheckRequest;
import dev.seaworthy.cli.check.RuntimeChoice;
import dev.seaworthy.cli.check.Setup;
import dev.seaworthy.cli.terminal.Console;
import dev.seaworthy.engine.evidence.Problem;
import dev.seaworthy.engine.policy.Severity;
import dev.seaworthy.engine.policy.Suggestions;
import dev.seaworthy.engine.policy.runtime.BothRuntimes;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** What a release is judged by, and as of when. */
@Command
final class JudgingOptions {
  @Mixin RuleOptions rules = new RuleOptions();

  @Option(
      names = "--fail-on",
      paramLabel = "SEVERITY",
      defaultValue = "low",
      description =
          "Fail only for controls of this severity or worse: critical, high, medium or"
              + " low (default: ${DEFAULT-VALUE}).")
  String failOn = "low";

  @Mixin ClusterOptions cluster = new ClusterOptions();

  /** The set-up that renders charts and overlays as asked. */
  Setup rendered(Setup setup) throws ConfigurationException {
    return rules.reading.with(setup);
  }

  /** What is asked for: a judgement of {@code paths}. */
  CheckRequest request(List<String> paths, RuntimeChoice runtime, CommandLine commandLine) {
    return rules.request(
        cluster.with(paths, commandLine),
        severity(commandLine),
        rules.time(commandLine),
        runtime,
        commandLine);
  }

  /** The time to judge as of, where no descriptor says otherwise. */
  Instant now(Console console, CommandLine commandLine) {
    return rules.time(commandLine).orElseGet(() -> console.clock().instant());
  }

  private Severity severity(CommandLine commandLine) {
    List<String> names = Stream.of(Severity.values()).map(Severity::id).toList();
    return Severity.parse(failOn)
        .orElseThrow(() -> misused(commandLine, unknown("--fail-on", failOn, names)));
  }

  /** Why a verdict is not sealed. */
  static Problem notSealed() {
    return new Problem(
        BothRuntimes.DISAGREEMENT,
        "the two runtimes disagree on this release, and the verdict is not sealed",
        "report the unknown controls above with their bundle and evidence");
  }

  /** That an option has no such value. */
  static String unknown(String option, String value, List<String> known) {
    return "%s cannot be `%s`%s; it is one of %s"
        .formatted(option, value, Suggestions.didYouMean(value, known), String.join(", ", known));
  }

  private static ParameterException misused(CommandLine commandLine, String message) {
    return new ParameterException(commandLine, message);
  }
}
