package dev.seaworthy.engine.policy;

import dev.seaworthy.engine.evidence.Evidence;
import dev.seaworthy.engine.evidence.Location;
import dev.seaworthy.engine.json.CanonicalJson;
import dev.seaworthy.engine.json.JsonPath;
import dev.seaworthy.engine.rego.Read;
import java.util.List;
import java.util.Optional;

/**
 * Why a control has the outcome it has.
 *
 * @param judged the evidence that the control was given
 * @param reasons what its policy said, in the order of {@link Finding#ORDER}; waived findings and
 *     those that say that something is not decidable are among them
 * @param broken why parts of the policy could not be explained
 */
public record Explanation(
    ControlResult result, List<Evidence> judged, List<Reason> reasons, List<Doubt> broken) {
  public Explanation {
    judged = List.copyOf(judged);
    reasons = List.copyOf(reasons);
    broken = List.copyOf(broken);
  }

  /**
   * One thing the policy said.
   *
   * @param finding without a fingerprint
   * @param undecided whether it says that something could not be told
   * @param evidence that it is about
   * @param looks the places that decided it: with the same there, it is said again
   * @param change the smallest change found after which it is said no more
   * @param tried how many changes were tried by evaluating the policy again
   */
  public record Reason(
      Finding finding,
      boolean undecided,
      Evidence evidence,
      List<Look> looks,
      Optional<Change> change,
      int tried) {
    public Reason {
      looks = List.copyOf(looks);
    }
  }

  /** Where something stands that a policy looked at. */
  public enum Origin {
    /** The content of a piece of evidence. */
    EVIDENCE,
    /** What a piece of evidence is about, or how many there are of its kind. */
    ABOUT,
    /** A parameter, the release or the time. */
    QUESTION,
    /** What the bundle itself holds. */
    BUNDLE
  }

  /**
   * A place that was looked at.
   *
   * @param kind what mattered of it
   * @param evidence whose content it is in; empty for another origin
   * @param path in that content, or in the policy's input or data
   * @param location where that stands, or what lacks it
   * @param value that is there; empty where there is nothing
   */
  public record Look(
      Read.Kind kind,
      Origin origin,
      Optional<Evidence> evidence,
      JsonPath path,
      Location location,
      Optional<CanonicalJson> value) {}

  /**
   * Other evidence, by which a finding would not be there, nor any that was not there before.
   *
   * @param left how many findings the control would still have
   */
  public record Change(List<Edit> edits, int left) {
    public Change {
      edits = List.copyOf(edits);
    }
  }

  /**
   * One value that is another.
   *
   * @param path in the content of the evidence
   * @param before empty where there is nothing
   * @param after empty where it is removed
   */
  public record Edit(
      Evidence evidence,
      JsonPath path,
      Location location,
      Optional<CanonicalJson> before,
      Optional<CanonicalJson> after) {}
}
