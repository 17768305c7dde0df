package dev.seaworthy.cli.forge;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The forges there are. */
public enum ForgeKind {
  GITEA("Gitea", List.of("GITEA_TOKEN", "GITHUB_TOKEN")),
  FORGEJO("Forgejo", List.of("FORGEJO_TOKEN", "GITEA_TOKEN", "GITHUB_TOKEN")),
  GITHUB("GitHub", List.of("GITHUB_TOKEN", "GH_TOKEN")),
  GITLAB("GitLab", List.of("GITLAB_TOKEN"));

  private final String title;
  private final List<String> tokenVariables;

  ForgeKind(String title, List<String> tokenVariables) {
    this.title = title;
    this.tokenVariables = tokenVariables;
  }

  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  String title() {
    return title;
  }

  List<String> tokenVariables() {
    return tokenVariables;
  }

  static Optional<ForgeKind> parse(String text) {
    return Stream.of(values()).filter(kind -> kind.id().equals(text)).findFirst();
  }

  public static List<String> ids() {
    return Stream.concat(Stream.of(ForgeTarget.AUTO), Stream.of(values()).map(ForgeKind::id))
        .toList();
  }
}
