package dev.seaworthy.engine.policy.diff;

import dev.seaworthy.engine.policy.bundle.BundleVersion;
import java.util.Locale;

/** How far one semantic version is from another, smallest first. */
public enum VersionStep {
  NONE,
  PATCH,
  MINOR,
  MAJOR;

  /**
   * The step that leads from one version to a later one; none when it is not later. What follows a
   * pre-release of the same version counts as any step, for a pre-release promises nothing; before
   * {@code 1.0.0} the second number stands for the first (sections 4 and 9 of the specification).
   */
  public static VersionStep between(String from, String to) {
    if (BundleVersion.ORDER.compare(from, to) >= 0) {
      return NONE;
    }
    int[] old = numbers(from);
    int[] next = numbers(to);
    if (next[0] > old[0]) {
      return MAJOR;
    }
    if (next[1] > old[1]) {
      return old[0] == 0 ? MAJOR : MINOR;
    }
    if (next[2] > old[2]) {
      return old[0] == 0 ? MINOR : PATCH;
    }
    return MAJOR;
  }

  /** The smallest version after {@code version} that makes at least this step. */
  public String after(String version) {
    int[] numbers = numbers(version);
    boolean early = numbers[0] == 0;
    return switch (this) {
      case NONE -> version;
      case PATCH -> "%d.%d.%d".formatted(numbers[0], numbers[1], numbers[2] + 1);
      case MINOR ->
          early
              ? "0.%d.%d".formatted(numbers[1], numbers[2] + 1)
              : "%d.%d.0".formatted(numbers[0], numbers[1] + 1);
      case MAJOR -> early ? "0.%d.0".formatted(numbers[1] + 1) : "%d.0.0".formatted(numbers[0] + 1);
    };
  }

  /** The lower-case name. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  private static int[] numbers(String version) {
    String[] parts = version.split("-", 2)[0].split("\\.", -1);
    return new int[] {
      Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), Integer.parseInt(parts[2])
    };
  }
}
