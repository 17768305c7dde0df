package dev.seaworthy.cli.format;

import dev.seaworthy.engine.evidence.Location;
import dev.seaworthy.engine.evidence.Subject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Places in files, as SARIF writes them. */
final class SarifLocations {
  private static final String UNESCAPED =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/";

  private final Presentation presentation;

  SarifLocations(Presentation presentation) {
    this.presentation = presentation;
  }

  /** None where no file is to blame. */
  List<Map<String, Object>> of(Location location) {
    return location.file().isEmpty()
        ? List.of()
        : List.of(Map.of("physicalLocation", physical(location)));
  }

  List<Map<String, Object>> of(Location location, Subject subject) {
    Map<String, Object> both = new TreeMap<>();
    if (!location.file().isEmpty()) {
      both.put("physicalLocation", physical(location));
    }
    both.put(
        "logicalLocations",
        List.of(
            Map.of(
                "name", subject.name(),
                "fullyQualifiedName", subject.toString(),
                "kind", "resource")));
    return List.of(both);
  }

  private Map<String, Object> physical(Location location) {
    Map<String, Object> physical = new TreeMap<>();
    physical.put("artifactLocation", Map.of("uri", uri(presentation.file(location))));
    if (location.line() > 0) {
      physical.put("region", region(location));
    }
    return physical;
  }

  private static Map<String, Object> region(Location location) {
    return location.column() > 0
        ? Map.of("startLine", location.line(), "startColumn", location.column())
        : Map.of("startLine", location.line());
  }

  /** A URI reference (RFC 3986): a colon, too, is escaped, or a first part could be a scheme. */
  static String uri(String file) {
    StringBuilder uri = new StringBuilder(file.startsWith("/") ? "file://" : "");
    for (byte b : file.getBytes(StandardCharsets.UTF_8)) {
      if (UNESCAPED.indexOf(b) >= 0) {
        uri.append((char) b);
      } else {
        uri.append("%%%02X".formatted(b & 0xff));
      }
    }
    return uri.toString();
  }
}
