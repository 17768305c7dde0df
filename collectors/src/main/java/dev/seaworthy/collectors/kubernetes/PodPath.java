package dev.seaworthy.collectors.kubernetes;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where objects of a custom kind keep their pod specs, as a user declares it.
 *
 * @param group of the kind, such as {@code example.com}
 * @param version the one that this holds for, such as {@code v1}; empty for every version
 * @param kind such as {@code Worker}
 * @param steps the keys that lead from the object to the pod specs, {@link #EACH_ITEM} and {@link
 *     #EACH_VALUE} among them where the way goes through a list or a map
 */
public record PodPath(String group, String version, String kind, List<String> steps) {
  /** Stands for every item of a list. */
  static final String EACH_ITEM = "[*]";

  /** Stands for the value of every key of a map. */
  static final String EACH_VALUE = "*";

  private static final int MOST_STEPS = 16;

  /** The API server takes custom kinds in groups that are domains, with at least one dot. */
  private static final Pattern KIND =
      Pattern.compile(
          "(?<group>[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)+)"
              + "(/(?<version>v[0-9]+((alpha|beta)[0-9]+)?))?"
              + "/(?<kind>[A-Z][A-Za-z0-9]*)");

  private static final Pattern BUILT_IN = Pattern.compile("([a-z]+/)?v[0-9a-z]+/[A-Z].*|[a-z]+/.*");
  private static final String KEY = "[A-Za-z_][-A-Za-z0-9_]*";
  private static final Pattern PATH = Pattern.compile(KEY + "(\\.(" + KEY + "|\\*)|\\[\\*?])*");
  private static final Pattern STEP = Pattern.compile(KEY + "|\\[\\*?]|\\*");
  private static final Pattern POSITION = Pattern.compile(".*\\[[0-9]+].*");

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
   * @param path keys with dots between them, such as {@code spec.template.spec}; {@code [*]} or
   *     {@code []} after a key is each item of the list there, and {@code *} in the place of a key
   *     is each of them
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
    if (POSITION.matcher(path).matches()) {
      throw new PodPathException(KubernetesProblems.onePosition(kind, path));
    }
    List<String> steps = PATH.matcher(path).matches() ? steps(path) : List.of();
    if (steps.isEmpty() || steps.size() > MOST_STEPS) {
      throw new PodPathException(KubernetesProblems.noPath(kind, path));
    }
    String version = parts.group("version");
    return new PodPath(
        parts.group("group"), version == null ? "" : version, parts.group("kind"), steps);
  }

  private static List<String> steps(String path) {
    return STEP.matcher(path)
        .results()
        .map(found -> found.group().equals("[]") ? EACH_ITEM : found.group())
        .toList();
  }

  /** The steps as a user writes them: {@code spec.jobs[*].template.spec}. */
  String path() {
    return String.join(".", steps).replace("." + EACH_ITEM, EACH_ITEM);
  }

  /** {@code GROUP/KIND} or {@code GROUP/VERSION/KIND}. */
  String key() {
    return group + (version.isEmpty() ? "" : "/" + version) + "/" + kind;
  }
}
