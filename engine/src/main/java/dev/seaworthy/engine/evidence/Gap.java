package dev.seaworthy.engine.evidence;

import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Something a collector was asked to see and could not. Every control that the hidden evidence
 * could have decided becomes {@code unknown}.
 *
 * @param problem what happened and how to mend it
 * @param source where
 * @param location where in the file; line 0 where unknown
 * @param affects the evidence kinds that may be hidden, each a kind or a prefix ending in {@code
 *     /*}; empty when it could be any
 */
public record Gap(Problem problem, Source source, Location location, List<String> affects)
    implements Observation {
  /** The order in which gaps are listed. */
  public static final Comparator<Gap> ORDER =
      Comparator.comparing(Gap::source)
          .thenComparing(gap -> gap.location().line())
          .thenComparing(gap -> gap.problem().code())
          .thenComparing(gap -> gap.problem().message());

  public Gap {
    affects = List.copyOf(affects);
  }

  /** Whether evidence of {@code kind} may be hidden by this gap. */
  public boolean mayHide(String kind) {
    return affects.isEmpty() || covers(affects, kind);
  }

  /**
   * Whether one of {@code patterns}, each a kind or a prefix ending in {@code /}{@code *}, fits
   * {@code kind}.
   */
  public static boolean covers(List<String> patterns, String kind) {
    return patterns.stream().anyMatch(pattern -> covers(pattern, kind));
  }

  public Map<String, Object> toTree() {
    return Map.of(
        "code", problem.code(),
        "message", problem.message(),
        "fix", problem.fix(),
        "source", source.toTree(),
        "location", location.toTree(),
        "affects", affects);
  }

  private static boolean covers(String pattern, String kind) {
    return pattern.endsWith("/*")
        ? kind.startsWith(pattern.substring(0, pattern.length() - 1))
        : pattern.equals(kind);
  }
}
