package dev.seaworthy.collectors.image;

import dev.seaworthy.collectors.document.PackedFile;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The SPDX License List, and the names that people write in place of its identifiers. */
final class LicenseNames {
  private static final Map<String, String> IDS = read();

  private LicenseNames() {}

  /** The identifier that {@code name} stands for; empty for what the list does not hold. */
  static Optional<String> id(String name) {
    return Optional.ofNullable(IDS.get(key(name)));
  }

  /** {@code GPL v3}, {@code GPL-3.0} and {@code gpl-3.0} differ by nothing that matters. */
  private static String key(String name) {
    return name.toLowerCase(Locale.ROOT)
        .replaceAll("\\b(licen[cs]e|the|version)\\b", "")
        .replaceAll("[\\s,_-]", "");
  }

  private static Map<String, String> read() {
    Map<String, String> ids = new HashMap<>();
    PackedFile.lines(LicenseNames.class, "licenses.txt").forEach(line -> add(line, ids));
    return ids;
  }

  private static void add(String line, Map<String, String> ids) {
    int equals = line.indexOf(" = ");
    String id = equals < 0 ? line : line.substring(0, equals);
    ids.putIfAbsent(key(id), id);
    if (equals >= 0) {
      for (String name : line.substring(equals + 3).split(" \\| ", -1)) {
        ids.putIfAbsent(key(name), id);
      }
    }
  }
}
