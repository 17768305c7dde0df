package dev.seaworthy.cli.command;

import dev.seaworthy.collectors.document.Instants;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** The time of {@code --at}. */
final class ChosenTime {
  private ChosenTime() {}

  /** The time to judge as of, where one is chosen. */
  static Optional<Instant> in(@Nullable String at, CommandLine commandLine) {
    if (at == null) {
      return Optional.empty();
    }
    return Optional.of(
        Instants.time(at)
            .orElseThrow(
                () ->
                    new ParameterException(
                        commandLine,
                        "--at `%s` is not a time like `%s`".formatted(at, Instants.EXAMPLE))));
  }
}
