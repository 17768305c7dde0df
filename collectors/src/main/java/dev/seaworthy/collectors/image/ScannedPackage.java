package dev.seaworthy.collectors.image;

import java.util.Optional;

/**
 * A package in which something was found.
 *
 * @param artifact holds it
 * @param purl empty where the scanner gives none: then no statement about packages is about it
 * @param version as installed
 */
record ScannedPackage(ScannedArtifact artifact, Optional<PackageUrl> purl, String version) {
  boolean isNamed(String id) {
    return purl.isPresent() && PackageUrl.of(id).stream().anyMatch(one -> one.covers(purl.get()));
  }

  /**
   * Whether a product of a statement is the artifact that holds this. One digest may stand for an
   * image of many architectures, so a package of another one is not meant.
   */
  boolean isIn(String id) {
    return artifact.isNamed(id) && PackageUrl.of(id).stream().allMatch(this::mayBeOfArchitecture);
  }

  private boolean mayBeOfArchitecture(PackageUrl product) {
    String wanted = product.qualifiers().getOrDefault("arch", "");
    String own = purl.map(one -> one.qualifiers().getOrDefault("arch", "")).orElse("");
    return wanted.isEmpty() || own.isEmpty() || Architecture.same(wanted, own);
  }
}
