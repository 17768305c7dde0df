package dev.seaworthy.engine.seal;

import dev.seaworthy.engine.json.Digest;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The SHA-256, in hexadecimal, of each file of a bundle, by name. Taken once for the manifests, the
 * index and the policies, which all name it.
 */
final class BundleDigests {
  private BundleDigests() {}

  static SortedMap<String, String> of(SortedMap<String, byte[]> files) {
    SortedMap<String, String> digests = new TreeMap<>();
    files.forEach((name, bytes) -> digests.put(name, Digest.of(bytes).hex()));
    return digests;
  }
}
