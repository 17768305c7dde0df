package dev.seaworthy.cli.command;

import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.cli.check.CheckRequest;
import dev.seaworthy.cli.check.RuntimeChoice;
import dev.seaworthy.cli.check.Setup;
import dev.seaworthy.cli.descriptor.Instants;
import dev.seaworthy.engine.evidence.Problem;
import dev.seaworthy.engine.policy.Severity;
import dev.seaworthy.engine.policy.Suggestions;
import dev.seaworthy.engine.policy.runtime.BothRuntimes;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** What a release is judged by, and as of when. */
@Command
final class JudgingOptions {
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
      names = "--lock",
      paramLabel = "FILE",
      description =
          "Judge only by bundles that this lock pins; seaworthy.lock beside release.yaml or in"
              + " the working folder is heeded by itself.")
  @Nullable Path lock;

  @Mixin ClusterOptions cluster = new ClusterOptions();
  @Mixin ReadingOptions reading = new ReadingOptions();
  @Mixin PolicyOptions policies = new PolicyOptions();

  /** The set-up that renders charts and overlays as asked. */
  Setup rendered(Setup setup) throws ConfigurationException {
    return reading.rendering.with(setup);
  }

  /** What is asked for: a judgement of {@code paths}. */
  CheckRequest request(List<String> paths, RuntimeChoice runtime, CommandLine commandLine) {
    return new CheckRequest(
        cluster.with(paths, commandLine),
        bundles,
        ids(commandLine),
        parameters,
        severity(commandLine),
        time(commandLine),
        reading.exclude,
        policies.outside(),
        runtime,
        Optional.ofNullable(lock),
        reading.threads(commandLine));
  }

  private Set<String> ids(CommandLine commandLine) {
    Set<String> ids = new LinkedHashSet<>();
    String text = only;
    if (text != null) {
      Stream.of(text.split(",")).map(String::strip).forEach(ids::add);
      ids.remove("");
      if (ids.isEmpty()) {
        throw misused(commandLine, "--only names no control");
      }
    }
    return ids;
  }

  private Severity severity(CommandLine commandLine) {
    List<String> names = Stream.of(Severity.values()).map(Severity::id).toList();
    return Severity.parse(failOn)
        .orElseThrow(() -> misused(commandLine, unknown("--fail-on", failOn, names)));
  }

  private Optional<Instant> time(CommandLine commandLine) {
    String text = at;
    if (text == null) {
      return Optional.empty();
    }
    return Optional.of(
        Instants.time(text)
            .orElseThrow(
                () ->
                    misused(
                        commandLine,
                        "--at `%s` is not a time like `%s`".formatted(text, Instants.EXAMPLE))));
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
