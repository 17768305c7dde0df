package dev.seaworthy.engine.seal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.engine.evidence.Places;
import dev.seaworthy.engine.evidence.Snapshot;
import dev.seaworthy.engine.evidence.SnapshotReader;
import dev.seaworthy.engine.json.CanonicalJson;
import dev.seaworthy.engine.json.NotCanonicalException;
import dev.seaworthy.engine.policy.PolicyBundle;
import dev.seaworthy.engine.policy.PolicyException;
import dev.seaworthy.engine.policy.PolicyRuntime;
import dev.seaworthy.engine.policy.Tracer;
import dev.seaworthy.engine.policy.bundle.BundleReader;
import dev.seaworthy.engine.verdict.Assessment;
import dev.seaworthy.engine.verdict.Assessor;
import dev.seaworthy.engine.verdict.Identity;
import dev.seaworthy.engine.verdict.Verdict;
import dev.seaworthy.engine.verdict.VerdictJson;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;

/**
 * Judges again what an evidence bundle holds: the same evidence, by the same policies, as of the
 * same time. What says it produced the verdict is taken from it, since another build of the program
 * may replay it; everything else is worked out anew.
 *
 * @param identical whether the verdict came out the same, byte for byte
 * @param differences where it did not; empty if identical
 * @param recorded what says it produced the verdict
 * @param indeterminate controls that were left out of the comparison, of a redacted bundle
 */
public record Replay(
    boolean identical,
    List<VerdictDifference> differences,
    Identity recorded,
    List<Indeterminate> indeterminate) {
  public Replay {
    differences = List.copyOf(differences);
    indeterminate = List.copyOf(indeterminate);
  }

  /**
   * A control that may depend on what a redaction hides.
   *
   * @param bundle of the policy
   * @param why for people
   */
  public record Indeterminate(String bundle, String control, String why) {}

  /**
   * Replays a bundle.
   *
   * @param files of a bundle that holds by {@link BundleVerifier}
   * @param runtime should be two that compare, as for the verdict itself
   * @param tracer tells what controls look at, where parts of the evidence are hidden
   * @throws BundleException if what was judged cannot be read from the bundle
   * @throws PolicyException if a policy cannot be run
   */
  public static Replay of(
      SortedMap<String, byte[]> files, PolicyRuntime runtime, int threads, Tracer tracer)
      throws BundleException, PolicyException {
    if (RedactionFile.isIn(files)) {
      return RedactedReplay.of(files, runtime, threads, tracer);
    }
    JsonNode recorded = predicate(files);
    Assessment assessment = asked(files);
    Verdict judged = new Assessor(runtime, threads).assess(assessment);
    CanonicalJson replayed = replayed(recorded, judged);
    return new Replay(
        replayed.equals(CanonicalJson.of(recorded)),
        VerdictDifference.between(recorded, replayed.node()),
        assessment.identity(),
        List.of());
  }

  /**
   * What a bundle's verdict was asked to judge, and by what.
   *
   * @param files of a bundle that holds by {@link BundleVerifier}
   * @throws BundleException if that cannot be read from the bundle
   * @throws PolicyException if a policy cannot
   */
  public static Assessment asked(SortedMap<String, byte[]> files)
      throws BundleException, PolicyException {
    if (RedactionFile.isIn(files)) {
      throw new BundleException(
          "REDACTED",
          "parts of the bundle's evidence are hidden, and this needs all of it",
          "ask its maker for the whole bundle, or use `verify` and `replay`");
    }
    JsonNode recorded = predicate(files);
    return assessment(files, recorded, policies(files, recorded.path("bundles")));
  }

  /**
   * Whether a verdict that was judged again is the bundle's, byte for byte.
   *
   * @param files of a bundle that holds by {@link BundleVerifier}
   * @param judged what {@link #asked} came to
   * @throws BundleException if the bundle's verdict cannot be read
   */
  public static boolean gives(SortedMap<String, byte[]> files, Verdict judged)
      throws BundleException {
    JsonNode recorded = predicate(files);
    return replayed(recorded, judged).equals(CanonicalJson.of(recorded));
  }

  /**
   * The gate that a verdict was sealed to open, and the one before it, are not judged, but said.
   */
  static CanonicalJson replayed(JsonNode recorded, Verdict judged) {
    Verdict gated = RecordedGate.in(recorded).map(judged::at).orElse(judged);
    return VerdictJson.of(RecordedGate.previous(recorded).map(gated::after).orElse(gated));
  }

  static JsonNode predicate(SortedMap<String, byte[]> files) throws BundleException {
    try {
      byte[] payload = Envelope.parse(file(files, EvidenceBundle.VERDICT)).payload();
      return CanonicalJson.canonicalNode(payload).path("predicate");
    } catch (NotCanonicalException e) {
      throw unreadable(e);
    }
  }

  static List<PolicyBundle> policies(SortedMap<String, byte[]> files, JsonNode uses)
      throws BundleException, PolicyException {
    List<PolicyBundle> policies = new ArrayList<>();
    for (JsonNode use : uses) {
      String name =
          EvidenceBundle.policyFile(use.path("name").asText(), use.path("version").asText());
      policies.add(BundleReader.read(file(files, name), name));
    }
    return policies;
  }

  private static Assessment assessment(
      SortedMap<String, byte[]> files, JsonNode recorded, List<PolicyBundle> policies)
      throws BundleException {
    try {
      Snapshot snapshot = SnapshotReader.read(file(files, EvidenceBundle.SNAPSHOT));
      Places places = Places.parse(file(files, EvidenceBundle.PLACES), snapshot.evidence().size());
      return new RecordedAssessment(recorded).with(places.applyTo(snapshot), policies);
    } catch (NotCanonicalException | IllegalArgumentException | DateTimeException e) {
      throw unreadable(e);
    }
  }

  private static byte[] file(SortedMap<String, byte[]> files, String name) throws BundleException {
    byte[] bytes = files.get(name);
    if (bytes == null) {
      throw new BundleException(
          "MISSING", "`%s` is not there".formatted(name), "get the bundle from its maker again");
    }
    return bytes;
  }

  static BundleException unreadable(RuntimeException e) {
    return new BundleException(
        "UNREADABLE",
        "what was judged cannot be read from the bundle: "
            + Objects.requireNonNullElse(e.getMessage(), "it is malformed"),
        "get the bundle from its maker again");
  }
}
