package dev.seaworthy.collectors.kubernetes;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where objects of a custom kind keep their pod spec, as a user declares it.
 *
 * @param group of the kind, such as {@code example.com}
 * @param version the one that this holds for, such as {@code v1}; empty for every version
 * @param kind such as {@code Worker}
 * @param steps the keys that lead from the object to the pod spec
 */
public record PodPath(String group, String version, String kind, List<String> steps) {
  private static final int MOST_STEPS = 16;

  /** The API server takes custom kinds in groups that are domains, with at least one dot. */
  private static final Pattern KIND =
      Pattern.compile(
          "(?<group>[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)+)"
              + "(/(?<version>v[0-9]+((alpha|beta)[0-9]+)?))?"
              + "/(?<kind>[A-Z][A-Za-z0-9]*)");

  private static final Pattern BUILT_IN = Pattern.compile("([a-z]+/)?v[0-9a-z]+/[A-Z].*|[a-z]+/.*");
  private static final Pattern STEP = Pattern.compile("[A-Za-z_][-A-Za-z0-9_]*");

  public PodPath {
    steps = List.copyOf(steps);
    if (steps.isEmpty()) {
      throw new IllegalArgumentException("a path has a step at least");
    }
  }

  /**
   * Reads a declaration.
   *
   * @param kind {@code GROUP/KIND} or {@code GROUP/VERSION/KIND}
   * @param path keys with dots between them, such as {@code spec.template.spec}
   * @throws PodPathException if one of them is none
   */
  public static PodPath of(String kind, String path) throws PodPathException {
    Matcher parts = KIND.matcher(kind);
    if (!parts.matches()) {
      throw new PodPathException(
          BUILT_IN.matcher(kind).matches()
              ? KubernetesProblems.notCustom(kind)
              : KubernetesProblems.noKind(kind));
    }
    if (path.contains("[") || path.contains("*")) {
      throw new PodPathException(KubernetesProblems.pathThroughList(kind, path));
    }
    List<String> steps = List.of(path.split("\\.", -1));
    if (steps.size() > MOST_STEPS || !steps.stream().allMatch(one -> STEP.matcher(one).matches())) {
      throw new PodPathException(KubernetesProblems.noPath(kind, path));
    }
    String version = parts.group("version");
    return new PodPath(
        parts.group("group"), version == null ? "" : version, parts.group("kind"), steps);
  }

  /** The steps as a user writes them: {@code spec.template.spec}. */
  String path() {
    return String.join(".", steps);
  }

  /** {@code GROUP/KIND} or {@code GROUP/VERSION/KIND}. */
  String key() {
    return group + (version.isEmpty() ? "" : "/" + version) + "/" + kind;
  }
}
