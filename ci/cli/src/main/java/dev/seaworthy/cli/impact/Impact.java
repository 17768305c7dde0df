package dev.seaworthy.cli.impact;

import dev.seaworthy.engine.evidence.Problem;
import dev.seaworthy.engine.policy.Doubt;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What a change does beyond findings, part by part. */
public record Impact(List<Part> parts) {
  public Impact {
    parts = List.copyOf(parts);
  }

  /** Of a change that nobody compared. */
  public static Impact none() {
    return new Impact(List.of());
  }

  /** Compares the two sides of a change. */
  public static Impact between(ImpactSide before, ImpactSide after) {
    return new Impact(
        List.of(
            NetworkImpact.of(before, after),
            PermissionsImpact.of(before, after),
            BundlesImpact.of(before, after)));
  }

  /** Of a change whose base cannot be judged: nothing tells what is new. */
  public static Impact unknown() {
    Doubt doubt =
        Doubt.of(
            new Problem(
                "BASE_UNKNOWN",
                "the base cannot be judged, so that nothing tells what differs",
                "mend the base, and judge the change again"));
    return new Impact(
        List.of(NetworkImpact.NOTHING, PermissionsImpact.NOTHING, BundlesImpact.NOTHING).stream()
            .map(part -> part.with(List.of(doubt)))
            .toList());
  }

  /** Whether there is nothing to say: nothing differs, and nothing may be hidden. */
  public boolean isSilent() {
    return parts.stream().allMatch(part -> part.isEmpty() && part.isComplete());
  }

  /** As JSON; described in {@code docs/reference/pull-requests.md}. */
  public Map<String, Object> toTree() {
    return parts.stream().collect(Collectors.toMap(Part::id, Part::toTree));
  }
}
