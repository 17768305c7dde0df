package dev.seaworthy.collectors.image;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Names of processor architectures: images take Go's, packages those of their distribution. */
final class Architecture {
  private static final Set<String> ANY = Set.of("all", "any", "noarch");
  private static final Map<String, String> GO =
      Map.of(
          "x86_64", "amd64",
          "aarch64", "arm64",
          "armhf", "arm",
          "armv7", "arm",
          "armv7l", "arm",
          "i386", "386",
          "i686", "386",
          "x86", "386",
          "ppc64el", "ppc64le");

  private Architecture() {}

  /** Whether both may stand for one machine. */
  static boolean same(String first, String second) {
    return ANY.contains(first) || ANY.contains(second) || go(first).equals(go(second));
  }

  /** The name that images take. */
  static String go(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return GO.getOrDefault(lower, lower);
  }
}
