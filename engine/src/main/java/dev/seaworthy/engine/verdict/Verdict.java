package dev.seaworthy.engine.verdict;

import dev.seaworthy.engine.evidence.Snapshot;
import dev.seaworthy.engine.json.CanonicalJson;
import dev.seaworthy.engine.json.Digest;
import dev.seaworthy.engine.policy.ControlResult;
import dev.seaworthy.engine.policy.Severity;
import dev.seaworthy.engine.policy.Stage;
import dev.seaworthy.engine.policy.Status;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The answer to whether a release may sail, with everything it rests on.
 *
 * @param status {@code pass}, {@code fail} or {@code unknown}
 * @param results one for each control, in stage and id order
 * @param bundles what was evaluated, and what was left out for lack of evidence
 * @param parameters the values policies saw
 * @param failOn failed controls below this severity do not fail the verdict
 * @param evaluatedAt the time policies saw
 * @param timePinned whether that time was chosen by the user, not read from the clock
 * @param validUntil the first instant at which the verdict no longer holds
 * @param gate the gate it is sealed to open; empty for the verdict of a check
 * @param previous the sealed verdict of the same environment before it, by the digest of its file;
 *     empty where none is named
 */
public record Verdict(
    Release release,
    Status status,
    List<ControlResult> results,
    Snapshot snapshot,
    List<BundleUse> bundles,
    CanonicalJson parameters,
    Severity failOn,
    Identity identity,
    Agreement agreement,
    Instant evaluatedAt,
    boolean timePinned,
    Instant validUntil,
    Optional<Gate> gate,
    Optional<Digest> previous) {
  /**
   * A policy bundle's part in a verdict.
   *
   * @param evaluated false when none of its evidence was there and nobody asked for it by name
   */
  public record BundleUse(
      String name, String version, String digest, boolean evaluated, int controls) {
    public Map<String, Object> toTree() {
      return Map.of(
          "name", name,
          "version", version,
          "digest", digest,
          "evaluated", evaluated,
          "controls", controls);
    }
  }

  public Verdict {
    results = List.copyOf(results);
    bundles = List.copyOf(bundles);
  }

  /** The same verdict, bound to a gate. */
  public Verdict at(Gate opened) {
    return with(Optional.of(opened), previous);
  }

  /** The same verdict, naming the sealed one before it, so that a missing one shows. */
  public Verdict after(Digest former) {
    return with(gate, Optional.of(former));
  }

  private Verdict with(Optional<Gate> opened, Optional<Digest> former) {
    return new Verdict(
        release,
        status,
        results,
        snapshot,
        bundles,
        parameters,
        failOn,
        identity,
        agreement,
        evaluatedAt,
        timePinned,
        validUntil,
        opened,
        former);
  }

  public List<ControlResult> of(Stage stage) {
    return results.stream().filter(result -> result.control().stage() == stage).toList();
  }

  public long count(Status wanted) {
    return results.stream().filter(result -> result.status() == wanted).count();
  }
}
