package dev.seaworthy.cli.forge;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The forges there are. */
public enum ForgeKind {
  GITEA("Gitea"),
  FORGEJO("Forgejo"),
  GITHUB("GitHub"),
  GITLAB("GitLab"),
  BITBUCKET("Bitbucket");

  private final String title;

  ForgeKind(String title) {
    this.title = title;
  }

  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  public String title() {
    return title;
  }

  List<String> tokenVariables() {
    return switch (this) {
      case GITEA -> List.of("GITEA_TOKEN", "GITHUB_TOKEN");
      case FORGEJO -> List.of("FORGEJO_TOKEN", "GITEA_TOKEN", "GITHUB_TOKEN");
      case GITHUB -> List.of("GITHUB_TOKEN", "GH_TOKEN");
      case GITLAB -> List.of("GITLAB_TOKEN");
      case BITBUCKET -> List.of("BITBUCKET_TOKEN");
    };
  }

  /** Whether who approved a request, and who wrote it, is read here. */
  public boolean tellsReviews() {
    return this != BITBUCKET;
  }

  /** Whether its webhooks are answered. */
  public boolean hasHooks() {
    return this != BITBUCKET;
  }

  public static Optional<ForgeKind> parse(String text) {
    return Stream.of(values()).filter(kind -> kind.id().equals(text)).findFirst();
  }

  public static List<String> ids() {
    return Stream.concat(Stream.of(ForgeTarget.AUTO), Stream.of(values()).map(ForgeKind::id))
        .toList();
  }
}
