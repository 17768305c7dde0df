package dev.seaworthy.cli.command;

import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.cli.forge.ForgeKind;
import dev.seaworthy.cli.forge.ForgeTarget;
import dev.seaworthy.cli.forge.Pause;
import dev.seaworthy.cli.forge.Publisher;
import dev.seaworthy.cli.forge.Token;
import dev.seaworthy.cli.terminal.Console;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** Where a result is told. */
@Command
final class PublishOptions {
  @Option(
      names = "--publish",
      paramLabel = "FORGE",
      description =
          "Tell the result on gitea, forgejo, github, gitlab or bitbucket, or on the one that CI runs"
              + " on (auto): one comment, edited in place, remarks on changed lines, commit status.")
  @Nullable String forge;

  @Option(
      names = "--forge-url",
      paramLabel = "URL",
      description = "Where the forge's API begins (default: as CI tells it).")
  @Nullable String url;

  @Option(
      names = "--project",
      paramLabel = "OWNER/NAME",
      description = "The project on the forge (default: as CI tells it).")
  @Nullable String project;

  @Option(
      names = "--number",
      paramLabel = "N",
      description = "The number of the change request (default: as CI tells it).")
  @Nullable Long number;

  @Option(
      names = "--publish-as",
      paramLabel = "NAME",
      defaultValue = "seaworthy",
      description =
          "Name of the comment and the status; one of each name (default: ${DEFAULT-VALUE}).")
  String name = "seaworthy";

  @Option(
      names = "--code-scanning",
      description =
          "On GitHub, also tell code scanning what is wrong at the head (SARIF); the token needs"
              + " `security-events: write`.")
  boolean codeScanning;

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      description =
          "A file with the token (default: $GITEA_TOKEN, $GITHUB_TOKEN, $GITLAB_TOKEN or"
              + " $BITBUCKET_TOKEN).")
  @Nullable Path tokenFile;

  boolean isAsked() {
    return forge != null;
  }

  /** Refuses what cannot be, before minutes of judging. */
  Optional<ForgeTarget> target(Console console, CommandSpec spec) throws ConfigurationException {
    String kind = forge;
    if (kind == null) {
      Usage.require(spec, !codeScanning, "--code-scanning goes with --publish");
      Usage.require(
          spec,
          url == null && project == null && number == null && tokenFile == null,
          "--forge-url, --project, --number and --token-file go with --publish");
      return Optional.empty();
    }
    Usage.require(
        spec,
        ForgeKind.ids().contains(kind),
        JudgingOptions.unknown("--publish", kind, ForgeKind.ids()));
    Usage.require(
        spec,
        name.matches("[a-z0-9][a-z0-9-]{0,39}"),
        "--publish-as takes small letters, digits and `-`");
    ForgeTarget target =
        ForgeTarget.of(
            kind,
            Optional.ofNullable(url),
            Optional.ofNullable(project),
            Optional.ofNullable(number),
            console.environment());
    Usage.require(
        spec,
        !codeScanning || target.kind() == ForgeKind.GITHUB,
        "--code-scanning is for GitHub; %s has none".formatted(target.kind().title()));
    return Optional.of(target);
  }

  Publisher publisher(ForgeTarget target, Console console) throws ConfigurationException {
    Token token = Token.of(Optional.ofNullable(tokenFile), target.kind(), console.environment());
    return Publisher.to(target, token, Pause.REAL, console.clock());
  }
}
