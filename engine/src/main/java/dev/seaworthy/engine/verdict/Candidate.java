package dev.seaworthy.engine.verdict;

import dev.seaworthy.engine.json.Digest;
import java.util.Map;

/**
 * The release that asks to sail.
 *
 * @param digest of the release artefact; where no descriptor names one, of the snapshot
 */
public record Candidate(String name, String version, Digest digest) {
  public Map<String, Object> toTree() {
    return Map.of("name", name, "version", version, "digest", digest.toString());
  }
}
