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
 * @param affects the evidence that may be hidden, each an {@link EvidencePattern}; empty when it
 *     could be any
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

  /** Whether evidence that an {@link EvidencePattern} names may be hidden by this gap. */
  public boolean mayHide(String kind) {
    return affects.isEmpty()
        || affects.stream().anyMatch(pattern -> EvidencePattern.overlap(pattern, kind));
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
}
