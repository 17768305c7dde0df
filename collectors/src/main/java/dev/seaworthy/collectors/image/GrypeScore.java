package dev.seaworthy.collectors.image;

import java.io.IOException;
import java.util.Map;

/** One entry of a vulnerability's {@code cvss} as Grype writes it. */
final class GrypeScore {
  private final ReportStream stream;
  private String version = "";
  private String vector = "";
  private double score;

  GrypeScore(ReportStream stream) {
    this.stream = stream;
  }

  /** Adds it under the names that {@link Cvss} has; of two of one version the first stays. */
  void readInto(Map<String, Object> scores) throws IOException {
    stream.object(this::field);
    String key =
        switch (version.isEmpty() ? ' ' : version.charAt(0)) {
          case '2' -> "v2";
          case '3' -> "v3";
          case '4' -> "v40";
          default -> "";
        };
    if (!key.isEmpty()) {
      scores.putIfAbsent(key + "Score", score);
      if (!vector.isEmpty()) {
        scores.putIfAbsent(key + "Vector", vector);
      }
    }
  }

  private void field(String field) throws IOException {
    switch (field) {
      case "version" -> version = stream.text();
      case "vector" -> vector = stream.text();
      case "metrics" ->
          stream.object(
              metric -> {
                if (metric.equals("baseScore")) {
                  score = stream.decimal();
                }
              });
      default -> {}
    }
  }
}
