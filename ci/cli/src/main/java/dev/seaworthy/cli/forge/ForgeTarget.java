package dev.seaworthy.cli.forge;

import dev.seaworthy.cli.ConfigurationException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a result is told.
 *
 * @param api where the forge's API begins, without a slash at the end
 * @param project {@code owner/name}, or for GitLab a path or a number
 * @param number of the change request; {@value #NONE} where the project alone is asked
 * @param link to the run that tells it; empty where nobody knows
 */
public record ForgeTarget(ForgeKind kind, URI api, String project, long number, String link) {
  /** No change request has this number. */
  public static final long NONE = 0;

  static final String AUTO = "auto";

  private static final Pattern PULL = Pattern.compile("refs/pull/([0-9]{1,18})/(?:merge|head)");
  private static final Pattern OWNED = Pattern.compile("[A-Za-z0-9._-]+/[A-Za-z0-9._-]+");
  private static final Pattern GROUPED = Pattern.compile("[A-Za-z0-9._-]+(/[A-Za-z0-9._-]+)*");
  private static final String URL_FIX =
      "write `--forge-url https://HOST/…`, where the forge's API begins";

  /**
   * What the command line says; where it is silent, what CI says.
   *
   * @param kind a forge, or {@value #AUTO}
   */
  public static ForgeTarget of(
      String kind,
      Optional<String> url,
      Optional<String> project,
      Optional<Long> number,
      Map<String, String> environment)
      throws ConfigurationException {
    Ci ci = new Ci(environment);
    ForgeKind forge =
        ForgeKind.parse(kind)
            .or(ci::kind)
            .orElseThrow(
                () -> missing("forge", "--publish gitea, forgejo, github, gitlab or bitbucket"));
    return new ForgeTarget(
        forge,
        ForgeAddress.of(
            url.or(() -> ci.api(forge)).orElseThrow(() -> missing("address", "--forge-url URL")),
            URL_FIX),
        project(
            forge,
            project
                .or(() -> ci.project(forge))
                .orElseThrow(() -> missing("project", "--project OWNER/NAME")),
            "write `--project OWNER/NAME`"),
        number.or(() -> ci.number(forge)).orElseThrow(() -> missing("number", "--number N")),
        ci.link());
  }

  /**
   * The name of a project, as an API takes it.
   *
   * @param fix how to write a better one
   */
  public static String project(ForgeKind kind, String text, String fix)
      throws ConfigurationException {
    Pattern form = kind == ForgeKind.GITLAB ? GROUPED : OWNED;
    if (!form.matcher(text).matches() || text.contains("..")) {
      throw new ConfigurationException(
          "FORGE_BAD_PROJECT", "`%s` is no project of %s".formatted(text, kind.title()), fix);
    }
    return text;
  }

  private static ConfigurationException missing(String what, String option) {
    return new ConfigurationException(
        "FORGE_UNKNOWN_TARGET",
        "neither the command line nor CI tells the %s to publish to".formatted(what),
        "add `%s`".formatted(option));
  }

  /** What CI systems say of themselves. */
  private record Ci(Map<String, String> environment) {
    Optional<ForgeKind> kind() {
      if (is("GITLAB_CI")) {
        return Optional.of(ForgeKind.GITLAB);
      }
      if (said("BITBUCKET_BUILD_NUMBER").isPresent()) {
        return Optional.of(ForgeKind.BITBUCKET);
      }
      if (is("FORGEJO_ACTIONS")) {
        return Optional.of(ForgeKind.FORGEJO);
      }
      if (is("GITEA_ACTIONS")) {
        return Optional.of(ForgeKind.GITEA);
      }
      return is("GITHUB_ACTIONS") ? Optional.of(ForgeKind.GITHUB) : Optional.empty();
    }

    Optional<String> api(ForgeKind kind) {
      return switch (kind) {
        case GITHUB -> said("GITHUB_API_URL").or(() -> Optional.of("https://api.github.com"));
        case GITLAB -> said("CI_API_V4_URL").or(() -> Optional.of("https://gitlab.com/api/v4"));
        case BITBUCKET -> Optional.of("https://api.bitbucket.org/2.0");
        case GITEA, FORGEJO ->
            said("GITHUB_SERVER_URL")
                .filter(url -> is("GITEA_ACTIONS") || is("FORGEJO_ACTIONS"))
                .map(url -> url + "/api/v1");
      };
    }

    Optional<String> project(ForgeKind kind) {
      return switch (kind) {
        case GITLAB -> said("CI_PROJECT_ID");
        case BITBUCKET -> said("BITBUCKET_REPO_FULL_NAME");
        default -> said("GITHUB_REPOSITORY");
      };
    }

    Optional<Long> number(ForgeKind kind) {
      if (kind == ForgeKind.GITLAB || kind == ForgeKind.BITBUCKET) {
        return said(kind == ForgeKind.GITLAB ? "CI_MERGE_REQUEST_IID" : "BITBUCKET_PR_ID")
            .filter(text -> text.matches("[0-9]{1,18}"))
            .map(Long::valueOf);
      }
      Matcher pull = PULL.matcher(environment.getOrDefault("GITHUB_REF", ""));
      return pull.matches() ? Optional.of(Long.valueOf(pull.group(1))) : Optional.empty();
    }

    /** An address that a comment may hold as it is. */
    String link() {
      String github =
          "%s/%s/actions/runs/%s"
              .formatted(
                  environment.getOrDefault("GITHUB_SERVER_URL", ""),
                  environment.getOrDefault("GITHUB_REPOSITORY", ""),
                  environment.getOrDefault("GITHUB_RUN_ID", ""));
      String bitbucket =
          "%s/pipelines/results/%s"
              .formatted(
                  environment.getOrDefault("BITBUCKET_GIT_HTTP_ORIGIN", ""),
                  environment.getOrDefault("BITBUCKET_BUILD_NUMBER", ""));
      String link = said("CI_JOB_URL").orElse(is("GITHUB_ACTIONS") ? github : bitbucket);
      return link.matches("https?://[A-Za-z0-9._:/-]{1,300}") ? link : "";
    }

    private Optional<String> said(String name) {
      String text = environment.getOrDefault(name, "");
      return text.isBlank() ? Optional.empty() : Optional.of(text);
    }

    private boolean is(String name) {
      return environment.getOrDefault(name, "").equals("true");
    }
  }
}
