package dev.seaworthy.cli.command;

import dev.seaworthy.engine.json.Digest;
import dev.seaworthy.engine.policy.Status;
import dev.seaworthy.engine.seal.SealReport.Claim;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** What an authentic verdict must also say for a gate to depend on it. */
@Command
final class ClaimDemands {
  @Option(
      names = "--candidate",
      paramLabel = "DIGEST",
      description = "Exit 1 unless the verdict is about the release of this digest (sha256:…).")
  @Nullable String candidate;

  @Option(
      names = "--require",
      paramLabel = "VERDICT",
      description = "Exit 1 unless the verdict is this one, and still valid: pass.")
  @Nullable String require;

  /**
   * Refuses demands that no verdict could meet.
   *
   * @throws ParameterException with what may be asked for
   */
  void check(CommandLine command) {
    if (candidate != null && !Digest.isWellFormed(candidate)) {
      throw new ParameterException(
          command, "--candidate takes `sha256:` and 64 lower-case hexadecimal digits");
    }
    if (require != null && !require.equals(Status.PASS.id())) {
      throw new ParameterException(command, "--require takes `pass`");
    }
  }

  /**
   * Why an authentic verdict is not the one asked for; empty when it is.
   *
   * @param now must be before the end of a required verdict's validity
   */
  Optional<String> refusal(Claim claim, Instant now) {
    if (candidate != null && !claim.candidateDigest().equals(Digest.parse(candidate))) {
      return Optional.of("the verdict is about `%s`".formatted(claim.candidateDigest()));
    }
    if (require == null) {
      return Optional.empty();
    }
    if (!claim.status().equals(require)) {
      return Optional.of("the verdict is not `%s`".formatted(require));
    }
    return now.isBefore(claim.validUntil())
        ? Optional.empty()
        : Optional.of("the verdict is no longer valid");
  }
}
