package dev.seaworthy.engine.verdict;

import dev.seaworthy.engine.evidence.Coverage;
import dev.seaworthy.engine.evidence.Evidence;
import dev.seaworthy.engine.evidence.Gap;
import dev.seaworthy.engine.evidence.Location;
import dev.seaworthy.engine.evidence.Locations;
import dev.seaworthy.engine.evidence.Observation;
import dev.seaworthy.engine.evidence.Problem;
import dev.seaworthy.engine.evidence.Snapshot;
import dev.seaworthy.engine.evidence.Source;
import dev.seaworthy.engine.evidence.Subject;
import dev.seaworthy.engine.json.CanonicalJson;
import dev.seaworthy.engine.json.Digest;
import dev.seaworthy.engine.policy.Control;
import dev.seaworthy.engine.policy.NotApplicable;
import dev.seaworthy.engine.policy.PolicyException;
import dev.seaworthy.engine.policy.Severity;
import dev.seaworthy.engine.policy.TestBundles;
import dev.seaworthy.engine.policy.Waiver;
import dev.seaworthy.engine.policy.runtime.SingleRuntime;
import dev.seaworthy.engine.rego.Limits;
import dev.seaworthy.engine.rego.plan.PlanRuntime;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Small assessments around the policy {@code things.rego}. */
public final class Samples {
  public static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
  public static final Control THINGS = TestBundles.control("T-01", "things/findings");

  private Samples() {}

  /** A thing called {@code name}; the policy finds fault with those that are {@code bad}. */
  public static Evidence thing(String name, boolean bad) {
    return thing(name, Map.of("name", name, "bad", bad));
  }

  public static Evidence thing(String name, Map<String, Object> content) {
    return new Evidence(
        "test/thing",
        new Subject("Thing", "harbor", name),
        new Source("test", name + ".yaml", 0),
        CanonicalJson.of(content),
        Locations.wholeFile(name + ".yaml"));
  }

  public static Gap gap(String... affects) {
    return new Gap(
        new Problem("UNREADABLE", "`x.yaml` cannot be read", "make it readable"),
        new Source("test", "x.yaml", 0),
        Location.of("x.yaml"),
        List.of(affects));
  }

  public static Snapshot snapshot(Observation... observations) {
    return Snapshot.of(
        List.of(observations),
        new Coverage(List.of("."), observations.length, observations.length, 1, List.of()));
  }

  public static Release release(List<Waiver> waivers, List<NotApplicable> notApplicable) {
    Digest digest = Digest.of("artefact".getBytes(StandardCharsets.UTF_8));
    return new Release(
        new Candidate("erp", "18.0.1", digest), "production", "dedicated", waivers, notApplicable);
  }

  public static Assessment assessment(Snapshot snapshot, Release release) {
    return new Assessment(
        release,
        snapshot,
        List.of(TestBundles.of("things", THINGS)),
        true,
        Set.of(),
        Map.of(),
        Severity.LOW,
        NOW,
        true,
        new Identity("test", "", "test"));
  }

  public static Verdict judge(Assessment assessment) throws PolicyException {
    return judge(assessment, 2);
  }

  public static Verdict judge(Assessment assessment, int threads) throws PolicyException {
    return new Assessor(new SingleRuntime(new PlanRuntime(Limits.DEFAULT)), threads)
        .assess(assessment);
  }

  public static Verdict judge(Observation... observations) throws PolicyException {
    return judge(assessment(snapshot(observations), release(List.of(), List.of())));
  }
}
