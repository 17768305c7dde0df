package dev.seaworthy.engine.seal;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Predicate;

/**
 * The files that make a folder a bag (BagIt, RFC 8493, version 1.0). Each has one accepted form
 * that the other files determine, so that a manifest cannot change unnoticed. Manifests prove
 * nothing about who wrote them: the signed index does.
 */
final class BagIt {
  static final String DECLARATION = "bagit.txt";
  static final String INFO = "bag-info.txt";
  static final String MANIFEST = "manifest-sha256.txt";
  static final String TAG_MANIFEST = "tagmanifest-sha256.txt";

  /** The folder of what is handed over; all other files are tags (section 2.1.2). */
  static final String PAYLOAD = "data/";

  private BagIt() {}

  static byte[] declaration() {
    return utf8("BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n");
  }

  /** Size and number of the payload files (section 2.2.2). */
  static byte[] info(Map<String, byte[]> files) {
    long bytes = 0;
    long count = 0;
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      if (isPayload(file.getKey())) {
        bytes += file.getValue().length;
        count++;
      }
    }
    return utf8("Payload-Oxum: " + bytes + "." + count + "\n");
  }

  static byte[] manifest(SortedMap<String, String> digests) {
    return lines(digests, BagIt::isPayload);
  }

  static byte[] tagManifest(SortedMap<String, String> digests) {
    return lines(digests, name -> !isPayload(name) && !name.equals(TAG_MANIFEST));
  }

  private static boolean isPayload(String name) {
    return name.startsWith(PAYLOAD);
  }

  private static byte[] lines(SortedMap<String, String> digests, Predicate<String> wanted) {
    StringBuilder lines = new StringBuilder();
    digests.forEach(
        (name, hex) -> {
          if (wanted.test(name)) {
            lines.append(hex).append("  ").append(name).append('\n');
          }
        });
    return utf8(lines.toString());
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
