package dev.seaworthy.collectors.document;

import com.google.common.collect.ImmutableList;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Files of package managers, which are told by their names: their text has no mark of its own. */
public enum DependencyForm {
  /** Of many names, which {@code isRequirements} tells. */
  REQUIREMENTS("pypi", "requirements", Role.BOTH, Shape.TEXT),
  PYPROJECT("pypi", "pyproject", Role.MANIFEST, Shape.TEXT, "pyproject.toml"),
  POETRY("pypi", "poetry", Role.LOCK, Shape.TEXT, "poetry.lock"),
  UV("pypi", "uv", Role.LOCK, Shape.TEXT, "uv.lock"),
  PIPFILE("pypi", "pipfile", Role.LOCK, Shape.TREE, "Pipfile.lock"),
  PACKAGE_JSON("npm", "package.json", Role.MANIFEST, Shape.TREE, "package.json"),
  PACKAGE_LOCK(
      "npm", "package-lock", Role.LOCK, Shape.TREE, "package-lock.json", "npm-shrinkwrap.json"),
  YARN("npm", "yarn", Role.LOCK, Shape.TEXT, "yarn.lock"),
  PNPM("npm", "pnpm", Role.LOCK, Shape.TREE, "pnpm-lock.yaml"),
  GO_MOD("golang", "go.mod", Role.MANIFEST, Shape.TEXT, "go.mod"),
  GO_SUM("golang", "go.sum", Role.LOCK, Shape.TEXT, "go.sum"),
  POM("maven", "pom", Role.MANIFEST, Shape.RAW, "pom.xml"),
  GRADLE(
      "maven", "gradle", Role.LOCK, Shape.TEXT, "gradle.lockfile", "buildscript-gradle.lockfile");

  /** Whether a file says what is wanted, what was chosen, or both at once. */
  public enum Role {
    MANIFEST,
    LOCK,
    BOTH
  }

  /** As what a file is read: as text that its own reader takes apart, as a tree, or as it comes. */
  public enum Shape {
    TEXT,
    TREE,
    RAW
  }

  private static final Pattern REQUIREMENTS_NAME =
      Pattern.compile("(?:.*[-_.])?(?:requirements|constraints)(?:[-_.].*)?\\.txt");

  private static final Map<String, DependencyForm> BY_NAME =
      Arrays.stream(values())
          .flatMap(form -> form.names.stream().map(name -> Map.entry(name, form)))
          .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

  private final String ecosystem;
  private final String id;
  private final Role role;
  private final Shape shape;
  private final ImmutableList<String> names;

  DependencyForm(String ecosystem, String id, Role role, Shape shape, String... names) {
    this.ecosystem = ecosystem;
    this.id = id;
    this.role = role;
    this.shape = shape;
    this.names = ImmutableList.copyOf(names);
  }

  /** As package URLs call it. */
  public String ecosystem() {
    return ecosystem;
  }

  public String id() {
    return id;
  }

  public Role role() {
    return role;
  }

  public Shape shape() {
    return shape;
  }

  /** The form of a file of this name. */
  public static Optional<DependencyForm> of(String file) {
    String name = file.substring(file.lastIndexOf('/') + 1);
    return isRequirements(file, name)
        ? Optional.of(REQUIREMENTS)
        : Optional.ofNullable(BY_NAME.get(name));
  }

  /** {@code requirements-dev.txt}, {@code requirements/dev.txt}. */
  private static boolean isRequirements(String file, String name) {
    return name.endsWith(".txt")
        && (REQUIREMENTS_NAME.matcher(name).matches() || ("/" + file).contains("/requirements/"));
  }

  /** Whether a file of this name is text that its own reader takes apart. */
  static boolean isText(String file) {
    return of(file).filter(form -> form.shape == Shape.TEXT).isPresent();
  }

  /** Whether nothing but the whole name tells what is in a file: its extension says too little. */
  static boolean isToldByNameAlone(String file) {
    return of(file).filter(form -> form.shape == Shape.TEXT || form == PIPFILE).isPresent();
  }
}
