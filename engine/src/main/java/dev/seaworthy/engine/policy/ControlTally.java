package dev.seaworthy.engine.policy;

import dev.seaworthy.engine.evidence.Evidence;
import dev.seaworthy.engine.evidence.Gap;
import dev.seaworthy.engine.rego.value.ObjectValue;
import dev.seaworthy.engine.rego.value.Value;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Gathers what the evaluations of one control said, and decides how it ended. */
final class ControlTally {
  private final Control control;
  private final List<FindingReader.Raw> said = new ArrayList<>();
  private final List<Doubt> doubts = new ArrayList<>();
  private final EvidenceValues values;

  /**
   * @param values of the evidence that findings are about
   */
  ControlTally(Control control, EvidenceValues values) {
    this.control = control;
    this.values = values;
  }

  void add(AnswerReader.Said more) {
    said.addAll(more.findings());
    doubts.addAll(more.doubts());
  }

  void addDoubt(Doubt doubt) {
    doubts.add(doubt);
  }

  /** A gap that may hide evidence leaves the control undecided, unless it fails anyway. */
  void addGaps(List<Gap> gaps) {
    for (Gap gap : gaps) {
      if (control.kinds().anyMatch(gap::mayHide)) {
        doubts.add(new Doubt(gap.problem(), gap.location()));
      }
    }
  }

  Outcome outcome(List<Waiver> waivers, Instant now) {
    said.sort(Comparator.comparing(FindingReader.Raw::finding, Finding.ORDER));
    List<Finding> open = new ArrayList<>();
    List<Outcome.WaivedFinding> waived = new ArrayList<>();
    Fingerprints fingerprints = new Fingerprints();
    for (FindingReader.Raw raw : said) {
      if (raw.doubtful()) {
        doubts.add(FindingReader.doubt(raw.finding()));
        continue;
      }
      Finding finding = named(raw, fingerprints);
      waivers.stream()
          .filter(waiver -> waiver.holdsAt(now) && waiver.covers(control, finding))
          .findFirst()
          .ifPresentOrElse(
              waiver -> waived.add(new Outcome.WaivedFinding(finding, waiver)),
              () -> open.add(finding));
    }
    return outcome(open, waived, doubts.stream().sorted(Doubt.ORDER).distinct().toList());
  }

  private static Outcome outcome(
      List<Finding> open, List<Outcome.WaivedFinding> waived, List<Doubt> doubts) {
    if (!open.isEmpty()) {
      return new Outcome.Fail(open, waived, doubts);
    }
    if (!doubts.isEmpty()) {
      return new Outcome.Unknown(doubts, waived);
    }
    return waived.isEmpty() ? new Outcome.Pass() : new Outcome.Waived(waived);
  }

  private Finding named(FindingReader.Raw raw, Fingerprints fingerprints) {
    Finding finding = raw.finding();
    String fingerprint =
        fingerprints.of(
            control.id(),
            finding.rule(),
            finding.subject(),
            finding.path(),
            () -> document(raw.evidence()));
    return new Finding(
        finding.rule(),
        finding.message(),
        finding.fix(),
        finding.subject(),
        finding.source(),
        finding.path(),
        finding.location(),
        finding.values(),
        fingerprint);
  }

  /** What a finding's path leads through. */
  private Value document(Evidence evidence) {
    Value content = values.partsOf(evidence).content();
    return content instanceof ObjectValue object
            && object.get("manifest") instanceof ObjectValue manifest
        ? manifest
        : content;
  }
}
