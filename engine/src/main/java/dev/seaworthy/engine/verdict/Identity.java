package dev.seaworthy.engine.verdict;

import java.util.Map;

/**
 * What produced a verdict.
 *
 * @param version of Seaworthy
 * @param digest of the engine's program archive, {@code sha256:…}; empty where it runs unpackaged
 * @param runtime which policy runtime evaluated, with its version
 */
public record Identity(String version, String digest, String runtime) {
  public Map<String, Object> toTree() {
    return Map.of("name", "seaworthy", "version", version, "digest", digest, "runtime", runtime);
  }
}
