package dev.seaworthy.cli.command;

import dev.seaworthy.cli.check.CheckRequest;
import dev.seaworthy.cli.check.RuntimeChoice;
import dev.seaworthy.cli.check.Sources;
import dev.seaworthy.cli.check.Unheeded;
import dev.seaworthy.engine.policy.Severity;
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

/** By which policies something is judged, and as of when. */
@Command
final class RuleOptions {
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
      names = "--at",
      paramLabel = "TIME",
      description = "Judge as of this time (RFC 3339); the verdict says that it was chosen.")
  @Nullable String at;

  @Option(
      names = "--lock",
      paramLabel = "FILE",
      description =
          "Judge only by bundles that this lock pins; seaworthy.lock beside release.yaml, in the"
              + " working folder or, of a commit, at its root is heeded by itself.")
  @Nullable Path lock;

  @Mixin ReadingOptions reading = new ReadingOptions();
  @Mixin PolicyOptions policies = new PolicyOptions();

  /**
   * What is asked for: a judgement of {@code sources}.
   *
   * @param time that was chosen, by {@link #time} or otherwise
   */
  CheckRequest request(
      Sources sources,
      Severity failOn,
      Optional<Instant> time,
      RuntimeChoice runtime,
      CommandLine commandLine) {
    return new CheckRequest(
        sources,
        bundles,
        ids(commandLine),
        parameters,
        failOn,
        time,
        reading.exclude,
        policies.outside(),
        runtime,
        Optional.ofNullable(lock),
        List.of(),
        Unheeded.NOTHING,
        reading.threads(commandLine));
  }

  /** The options that choose what is judged, as they would be typed. */
  List<String> words() {
    List<String> words = new ArrayList<>();
    bundles.forEach(bundle -> words.addAll(List.of("--bundle", bundle)));
    if (only != null) {
      words.addAll(List.of("--only", only));
    }
    parameters.forEach(parameter -> words.addAll(List.of("--set", parameter)));
    return words;
  }

  private Set<String> ids(CommandLine commandLine) {
    Set<String> ids = new LinkedHashSet<>();
    String text = only;
    if (text != null) {
      Stream.of(text.split(",")).map(String::strip).forEach(ids::add);
      ids.remove("");
      if (ids.isEmpty()) {
        throw new ParameterException(commandLine, "--only names no control");
      }
    }
    return ids;
  }

  /** The time to judge as of, where one is chosen. */
  Optional<Instant> time(CommandLine commandLine) {
    return ChosenTime.in(at, commandLine);
  }
}
