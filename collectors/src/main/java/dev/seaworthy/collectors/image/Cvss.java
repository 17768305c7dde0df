package dev.seaworthy.collectors.image;

import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What one source says by the Common Vulnerability Scoring System.
 *
 * @param values of {@code v2Score}, {@code v2Vector}, {@code v3Score}… those that are given; scores
 *     from 0 to 10
 */
record Cvss(Map<String, Object> values) {
  private static final Set<String> SCORES = Set.of("V2Score", "V3Score", "V40Score");
  private static final Set<String> VECTORS = Set.of("V2Vector", "V3Vector", "V40Vector");

  Cvss {
    values = Map.copyOf(values);
  }

  static Cvss read(ReportStream stream) throws IOException {
    Map<String, Object> values = new TreeMap<>();
    stream.object(
        field -> {
          if (SCORES.contains(field)) {
            values.put(key(field), stream.decimal());
          } else if (VECTORS.contains(field)) {
            TrivyReport.putIfAny(values, key(field), stream.text());
          }
        });
    return new Cvss(values);
  }

  private static String key(String field) {
    return field.substring(0, 1).toLowerCase(Locale.ROOT) + field.substring(1);
  }

  Map<String, Object> toTree() {
    return new TreeMap<>(values);
  }
}
