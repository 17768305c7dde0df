package dev.seaworthy.engine.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.seaworthy.engine.evidence.Evidence;
import dev.seaworthy.engine.evidence.Gap;
import dev.seaworthy.engine.evidence.Problem;
import dev.seaworthy.engine.json.CanonicalJson;
import dev.seaworthy.engine.json.JsonPath;
import dev.seaworthy.engine.json.NotCanonicalException;
import dev.seaworthy.engine.rego.value.ArrayValue;
import dev.seaworthy.engine.rego.value.SetValue;
import dev.seaworthy.engine.rego.value.Value;
import dev.seaworthy.engine.rego.value.ValueWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Gathers what the evaluations of one control said, and decides how it ended. */
final class ControlTally {
  private final Control control;
  private final FindingReader reader;
  private final List<FindingReader.Raw> said = new ArrayList<>();
  private final List<Doubt> doubts = new ArrayList<>();
  private @Nullable CanonicalJson lastRead;
  private JsonNode lastDocument = MissingNode.getInstance();

  ControlTally(Control control) {
    this.control = control;
    this.reader = new FindingReader(control);
  }

  void add(PreparedPolicy.Answer answer, Optional<Evidence> evidence, List<Evidence> numbered) {
    try {
      if (answer instanceof PreparedPolicy.Answer.Failed failed) {
        throw new FindingReader.Malformed(failed.problem());
      }
      for (JsonNode item : items(((PreparedPolicy.Answer.Said) answer).value())) {
        said.add(reader.read(item, evidence, numbered));
      }
    } catch (FindingReader.Malformed e) {
      doubts.add(doubt(e.problem(), evidence));
    }
  }

  private static Iterable<JsonNode> items(Value value) {
    if (value.equals(SetValue.EMPTY) || value.equals(ArrayValue.EMPTY)) {
      return List.of();
    }
    if (!(value instanceof SetValue) && !(value instanceof ArrayValue)) {
      throw FindingReader.malformed("a %s, not findings".formatted(value.typeName()));
    }
    try {
      return ValueWriter.canonical(value).node();
    } catch (NotCanonicalException e) {
      throw FindingReader.malformed("a value that JSON cannot hold: " + e.getMessage());
    }
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
            document(raw.evidence()));
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

  /** What a finding's path leads through; findings on one object follow each other. */
  @SuppressWarnings("ReferenceEquality") // Only saves parsing again what was parsed just before.
  private JsonNode document(Evidence evidence) {
    if (evidence.content() != lastRead) {
      lastRead = evidence.content();
      JsonNode content = evidence.content().node();
      lastDocument = content.path("manifest").isObject() ? content.path("manifest") : content;
    }
    return lastDocument;
  }

  private Doubt doubt(Problem problem, Optional<Evidence> evidence) {
    Problem named =
        new Problem(
            problem.code(),
            "control `%s`%s: %s"
                .formatted(
                    control.id(),
                    evidence.map(one -> " on " + one.subject()).orElse(""),
                    problem.message()),
            problem.fix());
    return evidence
        .map(one -> new Doubt(named, one.locations().locate(JsonPath.ROOT)))
        .orElseGet(() -> Doubt.of(named));
  }
}
