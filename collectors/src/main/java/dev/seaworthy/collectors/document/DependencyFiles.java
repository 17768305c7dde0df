package dev.seaworthy.collectors.document;

import java.util.Set;
import java.util.regex.Pattern;

/** Files of package managers, which are told by their names: their text has no mark of its own. */
public final class DependencyFiles {
  private static final Set<String> TEXTS =
      Set.of(
          "pyproject.toml",
          "poetry.lock",
          "uv.lock",
          "yarn.lock",
          "go.mod",
          "go.sum",
          "gradle.lockfile",
          "buildscript-gradle.lockfile");

  private static final Pattern REQUIREMENTS =
      Pattern.compile("(?:.*[-_.])?(?:requirements|constraints)(?:[-_.].*)?\\.txt");

  private DependencyFiles() {}

  public static String baseName(String file) {
    return file.substring(file.lastIndexOf('/') + 1);
  }

  /**
   * Whether a file of this name is pip's: {@code requirements-dev.txt}, {@code
   * requirements/dev.txt}.
   */
  public static boolean isRequirements(String file) {
    return REQUIREMENTS.matcher(baseName(file)).matches()
        || (file.endsWith(".txt") && ("/" + file).contains("/requirements/"));
  }

  /** Whether a file of this name is text that its own reader takes apart. */
  static boolean isText(String file) {
    return TEXTS.contains(baseName(file)) || isRequirements(file);
  }

  /** Whether a file of this name is read when only its folder was named. */
  static boolean isOne(String file) {
    return isText(file) || baseName(file).equals("Pipfile.lock");
  }
}
