package dev.seaworthy.engine.evidence;

import java.util.Comparator;
import java.util.Map;

/**
 * Where an observation came from.
 *
 * @param collector the collector's name: {@code kubernetes}, {@code image}…
 * @param file the file as the user named it, with {@code /} between folders; {@code <stdin>} for
 *     standard input
 * @param document which document of a multi-document file, from 0
 */
public record Source(String collector, String file, int document) implements Comparable<Source> {
  private static final Comparator<Source> ORDER =
      Comparator.comparing(Source::file)
          .thenComparingInt(Source::document)
          .thenComparing(Source::collector);

  public Source {
    if (document < 0) {
      throw new IllegalArgumentException("documents count from 0");
    }
  }

  public Map<String, Object> toTree() {
    return Map.of("collector", collector, "file", file, "document", document);
  }

  @Override
  public int compareTo(Source other) {
    return ORDER.compare(this, other);
  }
}
