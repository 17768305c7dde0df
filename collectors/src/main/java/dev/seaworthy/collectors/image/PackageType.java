package dev.seaworthy.collectors.image;

import java.util.Set;

/** Tells packages of an operating system from those of languages. */
final class PackageType {
  private static final Set<String> OF_SYSTEMS = Set.of("deb", "rpm", "apk", "alpm", "portage");

  private PackageType() {}

  /** Whether a type of package URLs, or of Grype's packages, is an operating system's. */
  static boolean isOfSystem(String type) {
    return OF_SYSTEMS.contains(type);
  }
}
