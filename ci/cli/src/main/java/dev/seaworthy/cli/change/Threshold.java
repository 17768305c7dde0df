package dev.seaworthy.cli.change;

import dev.seaworthy.cli.ExitCode;
import dev.seaworthy.engine.policy.Severity;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What of a change makes it fail.
 *
 * @param severity of introduced findings, or worse; empty where the head's own verdict counts
 */
public record Threshold(Optional<Severity> severity) {
  private static final String INTRODUCED = "introduced";
  private static final String ALL = "all";

  public static Optional<Threshold> parse(String text) {
    return switch (text) {
      case ALL -> Optional.of(new Threshold(Optional.empty()));
      case INTRODUCED -> Optional.of(new Threshold(Optional.of(Severity.LOW)));
      default -> Severity.parse(text).map(severity -> new Threshold(Optional.of(severity)));
    };
  }

  public static List<String> ids() {
    return Stream.concat(Stream.of(INTRODUCED, ALL), Stream.of(Severity.values()).map(Severity::id))
        .toList();
  }

  /** The exit code; introduced findings stand, whatever else could not be judged. */
  public int exitCode(Change change) {
    if (change.waivers().fails()) {
      return ExitCode.FAIL;
    }
    if (severity.isEmpty()) {
      int code = ExitCode.of(change.status());
      return code == ExitCode.PASS && change.waivers().waits() ? ExitCode.UNKNOWN : code;
    }
    boolean found =
        change.introduced().stream()
            .anyMatch(judged -> judged.control().severity().isAtLeast(severity.get()));
    return ExitCode.of(
        found, change.newDoubts().isEmpty() && change.hasEvidence() && !change.waivers().waits());
  }
}
